namespace VisEval.Metrics;

/// <summary>Declares that a run does the work of a metric once for several evaluations. A fact for estimates;
/// no number depends on it.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SharesWorkAttribute : Attribute
{
    /// <summary>A name that several metrics state: with equal options, their work on one explanation is done once.
    /// Empty for none.</summary>
    public string Group { get; init; } = "";

    /// <summary>Whether the forward passes do not depend on the explanation, so that they are run once for all methods.</summary>
    public bool AmongMethods { get; init; }
}
