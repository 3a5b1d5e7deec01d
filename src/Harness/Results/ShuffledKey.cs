namespace VisEval.Harness.Results;

/// <summary>How results call a method whose map was made for another image: <c>shuffled:</c> before the method's key.</summary>
/// <remarks>Such a map has the method's own smoothness, contrast and preference for the middle of a picture, and says nothing of the image
/// that it is scored on: what a method must be better than.</remarks>
internal static class ShuffledKey
{
    /// <summary>The reason of a state where the other image has no map; it may have one where it is explained again.</summary>
    public const string NoMap = "no-map-to-lend";

    private const string Prefix = "shuffled:";

    /// <summary>The key of a method with its maps of other images.</summary>
    public static string Of(string method) => Prefix + method;

    /// <summary>The explanation with the map of another image.</summary>
    public static ExplanationKey Shuffled(this ExplanationKey key) => key with { Method = Of(key.Method) };

    /// <summary>Whether an explanation is with the map of another image.</summary>
    public static bool IsShuffled(this ExplanationKey key) => key.Method.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Whether a cell is of a map of another image.</summary>
    public static bool IsShuffled(this CellKey cell) => cell.Method.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The cell with the map of another image.</summary>
    public static CellKey Shuffled(this CellKey cell) => cell with { Method = Of(cell.Method) };

    /// <summary>The cell of the method's own map.</summary>
    public static CellKey Own(this CellKey cell) => cell.IsShuffled() ? cell with { Method = cell.Method[Prefix.Length..] } : cell;
}
