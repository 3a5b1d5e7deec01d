using VisEval.Harness.Statistics;
using VisEval.Metrics;

namespace VisEval.Harness.Analysis.Ranking;

/// <summary>Where a method stands among those that are ranked.</summary>
/// <param name="Position">1 for the best mean rank; methods with the same numbers share a position.</param>
/// <param name="Best">The best place that the tests of all pairs leave to it.</param>
/// <param name="Worst">The worst place.</param>
/// <param name="TiedWithFirst">Whether it is the first, or not shown to differ from it.</param>
/// <param name="MeanRank">The mean over networks and images of (r − ½)/k, r the mean rank over constructs among k methods; in (0, 1),
/// lower is better.</param>
internal sealed record Standing(int Position, int Best, int Worst, bool TiedWithFirst, double MeanRank)
{
    /// <summary>The images with any rank.</summary>
    public int Images { get; init; }

    /// <summary>The methods that are ranked, those with the same numbers counted once.</summary>
    public int Field { get; init; }

    /// <summary>The place interval as text: one number where it is one.</summary>
    public string Places => Best == Worst ? $"{Best}" : $"{Best}–{Worst}";
}

/// <summary>How far a method has come from the best control to the best attainable, over constructs of equal weight.</summary>
/// <param name="Value">0 like the best control, 1 the best value that the number can have; negative where it is worse than the
/// control.</param>
/// <param name="Interval">Its percentile interval over images, for a look only; null below eight images.</param>
/// <param name="Constructs">By construct, the mean over its numbers.</param>
internal sealed record SkillScore(double Value, Interval? Interval, IReadOnlyDictionary<Construct, double> Constructs);

/// <summary>Whether a method is ranked.</summary>
/// <param name="IsRanked">Whether it is.</param>
/// <param name="Why">Why not, for a person; null where it is.</param>
internal sealed record Ranked(bool IsRanked, string? Why);

/// <summary>A condition of admission that the run measured, on too few images of every method to test it.</summary>
/// <param name="Condition">What a method would have to show, a part of a sentence.</param>
/// <param name="Images">The most images that any method has numbers in.</param>
internal sealed record UnexaminedCondition(string Condition, int Images);

/// <summary>What the examination for admission found.</summary>
/// <param name="Methods">One entry a method.</param>
/// <param name="Unexamined">The conditions that were measured and could be tested of no method.</param>
/// <param name="IsExamined">Whether any condition was tested of any method.</param>
internal sealed record AdmissionResult(
    IReadOnlyList<Ranked> Methods, IReadOnlyList<UnexaminedCondition> Unexamined, bool IsExamined);
