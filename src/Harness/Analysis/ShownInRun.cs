using VisEval.Harness.Results.Visualizations;

namespace VisEval.Harness.Analysis;

/// <summary>What a run shows of a network's units, and among what it was measured.</summary>
/// <param name="Shown">The pictures and their numbers.</param>
/// <param name="Models">The networks of the run.</param>
internal sealed record ShownInRun(NetworkVisualizations Shown, IReadOnlyList<string> Models)
{
    /// <summary>The units with pictures, for people.</summary>
    public string Units => string.Join(", ", Shown.Pictures.Select(p => p.Unit).Distinct().Order(StringComparer.Ordinal));

    /// <summary>The other networks, for people.</summary>
    public string Others => Models.Where(m => m != Shown.Model).ToList() is { Count: > 0 } others ? string.Join(", ", others) : "none";
}
