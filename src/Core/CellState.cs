namespace VisEval.Core;

/// <summary>Whether a number of a result stands, and if not, why.</summary>
/// <remarks>Written <c>ok</c>, <c>degenerate:why</c> (the map carries no information), <c>undefined:why</c> (the metric does not apply),
/// <c>failed</c>.</remarks>
public readonly record struct CellState
{
    private CellState(string text) => Text = text;

    /// <summary>The state as it stands in result files.</summary>
    public string Text { get => field ?? "ok"; }

    /// <summary>The number stands.</summary>
    public static CellState Ok { get; } = new("ok");

    /// <summary>An error kept the number from being computed; the failure row tells which.</summary>
    public static CellState Failed { get; } = new("failed");

    /// <summary>The map is degenerate, for example <c>constant</c>, <c>empty</c> or <c>not-finite</c>.</summary>
    public static CellState Degenerate(string why) => new($"degenerate:{why}");

    /// <summary>The metric does not apply, for example <c>no-annotation</c>.</summary>
    public static CellState Undefined(string why) => new($"undefined:{why}");

    /// <summary>Reads a state as written by <see cref="Text"/>.</summary>
    public static CellState Parse(string text) => new(text);

    /// <summary>Whether the number stands.</summary>
    public bool IsOk => Text == "ok";

    /// <summary>Whether it is one of the states that there are; a text that was read may be any.</summary>
    public bool IsKnown => IsOk || Text == "failed" || HasReason("degenerate:") || HasReason("undefined:");

    /// <summary>Whether the metric or the method does not apply: nothing is missing.</summary>
    public bool IsUndefined => Text.StartsWith("undefined", StringComparison.Ordinal);

    private bool HasReason(string kind) => Text.Length > kind.Length && Text.StartsWith(kind, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
