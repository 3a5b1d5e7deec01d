namespace VisEval.Harness.Statistics.Ordering;

/// <summary>The vote of one construct.</summary>
/// <param name="Construct">What its criteria measure.</param>
/// <param name="Criteria">By criterion with a value, the ranks of the methods.</param>
/// <param name="Weight">How much the vote weighs, above 0.</param>
internal sealed record ConstructVote(string Construct, IReadOnlyList<IReadOnlyList<double>> Criteria, double Weight = 1)
{
    /// <summary>By method, the mean rank over the criteria.</summary>
    public IReadOnlyList<double> Ranks { get; } = MeanRanks.Of(Criteria);

    /// <summary>Kendall's W of the criteria, in [0, 1]: whether they ask the same; null for one criterion or where all is tied.</summary>
    public double? Concordance => Criteria.Count < 2 ? null : KendallW.Of(Criteria);
}
