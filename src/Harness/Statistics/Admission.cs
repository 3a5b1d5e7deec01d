namespace VisEval.Harness.Statistics;

/// <summary>What a method must show to be ranked.</summary>
internal enum AdmissionCondition
{
    /// <summary>Its maps change when the weights are randomized more than the control's threshold.</summary>
    Sanity,

    /// <summary>It is more faithful than random maps.</summary>
    BetterThanRandom,

    /// <summary>It is more faithful than its own maps of other images.</summary>
    BetterThanShuffled,
}

/// <summary>What was found of one method.</summary>
/// <param name="Sanity">One-sided p that it is less similar under randomized weights than the control's threshold; null where there is
/// no test.</param>
/// <param name="OverRandom">One-sided p that it is more faithful than random maps; null where there is no test.</param>
/// <param name="OverShuffled">One-sided p that it is more faithful than its own maps of other images; null where there is no test.</param>
internal readonly record struct AdmissionEvidence(double? Sanity, double? OverRandom, double? OverShuffled)
{
    /// <summary>The largest p: all three are to hold (intersection-union, Berger, 1982). 1 where a test is missing.</summary>
    public double Probability => ByCondition.Max(c => c.Probability);

    /// <summary>Every condition with its p, 1 where there is no test.</summary>
    public IReadOnlyList<(AdmissionCondition Condition, double Probability)> ByCondition =>
    [
        (AdmissionCondition.Sanity, Sanity ?? 1), (AdmissionCondition.BetterThanRandom, OverRandom ?? 1),
        (AdmissionCondition.BetterThanShuffled, OverShuffled ?? 1),
    ];
}

/// <summary>Whether a method is ranked with the others.</summary>
/// <remarks>
/// Maps without covariance between pixels do well in randomization checks and say nothing (Binder et al., CVPR 2023); an edge map beats
/// random without a look at the network (Adebayo et al., 2018). So all three are asked, one-sided at α.
/// </remarks>
/// <param name="Probability">The largest p of the three.</param>
/// <param name="Adjusted">The same after Holm over the methods.</param>
/// <param name="Failed">The conditions not shown; none where the method is admitted.</param>
internal sealed record Admission(double Probability, double Adjusted, IReadOnlyList<AdmissionCondition> Failed)
{
    private const double Slack = 1e-12;

    /// <summary>Whether all three conditions are shown.</summary>
    public bool IsAdmitted => Failed.Count == 0;

    /// <summary>Decides on one method alone.</summary>
    public static Admission Of(AdmissionEvidence tests, double alpha = 0.05) => Of([tests], alpha)[0];

    /// <summary>Decides on methods, with Holm over them.</summary>
    /// <remarks>A condition failed if its own p, with the factor that Holm gives the method, is above α.</remarks>
    public static IReadOnlyList<Admission> Of(IReadOnlyList<AdmissionEvidence> methods, double alpha = 0.05) =>
    [
        .. methods.Zip(Holm.Adjust([.. methods.Select(m => m.Probability)]), (tests, adjusted) =>
        {
            var factor = tests.Probability > 0 ? adjusted / tests.Probability : 1;
            return new Admission(tests.Probability, adjusted,
                [.. tests.ByCondition.Where(c => c.Probability * factor > alpha + Slack).Select(c => c.Condition)]);
        }),
    ];
}
