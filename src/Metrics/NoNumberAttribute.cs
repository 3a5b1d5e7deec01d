namespace VisEval.Metrics;

/// <summary>A case in which a metric has no number.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public class NoNumberAttribute(string state, string when) : Attribute
{
    /// <summary>The state of its cells: <c>degenerate:constant</c>, <c>undefined:no-annotation</c>.</summary>
    public string State { get; } = state;

    /// <summary>When that is so: a clause for a person, <c>the explanation is constant</c>.</summary>
    public string When { get; } = when;
}

/// <summary>A case in which a metric has no number, as many metrics have it.</summary>
/// <param name="state">The case.</param>
/// <param name="detail">What follows its clause where a metric adds a condition; null where it does not.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class NoNumberWhereAttribute(CommonState state, string? detail = null)
    : NoNumberAttribute(CommonStates.Of(state).State, CommonStates.Of(state).When + detail);
