namespace VisEval.Harness.Analysis.Marks;

/// <summary>The level of every verdict.</summary>
internal static class Significance
{
    /// <summary>The chance of a false verdict, over all of a family.</summary>
    public const double Level = 0.05;

    private const double Slack = 1e-12;

    /// <summary>Whether a p-value is small enough; 2⁻ⁿ may lie exactly on the level.</summary>
    public static bool Holds(double probability) => probability <= Level + Slack;
}
