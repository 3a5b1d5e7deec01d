namespace VisEval.Harness.Statistics.Ordering;

/// <summary>Ranks of methods over many criteria, one vote for each thing that is measured.</summary>
/// <remarks>
/// In every criterion 1 is the best; values equal to 12 decimals share the mean place, methods without a value share the last. A criterion
/// without any value does not vote. Mean over the criteria of a construct, then over constructs by their weights: a criterion that is
/// added to a construct gives it no second vote.
/// </remarks>
/// <param name="CriterionRanks">By criterion, the ranks of the methods, all tied where no method has a value.</param>
/// <param name="Constructs">In the order of their first criterion; only those with a value.</param>
/// <param name="MeanRank">By method, the mean over constructs; lower is better.</param>
/// <param name="MeanOverCriteria">By method, the mean over criteria, one vote each: to show what the constructs change.</param>
internal sealed record ConstructVotes(
    IReadOnlyList<IReadOnlyList<double>> CriterionRanks, IReadOnlyList<ConstructVote> Constructs, IReadOnlyList<double> MeanRank,
    IReadOnlyList<double> MeanOverCriteria)
{
    private const int Decimals = 12;

    /// <summary>Ranks methods; null where no criterion has a value.</summary>
    /// <param name="criteria">The criteria.</param>
    /// <param name="values">By criterion, one value a method; null (or NaN) where it has none.</param>
    /// <exception cref="ArgumentException">Criteria and values differ in number, or the methods of two criteria do.</exception>
    public static ConstructVotes? Of(IReadOnlyList<Criterion> criteria, IReadOnlyList<IReadOnlyList<double?>> values)
    {
        if (values.Count != criteria.Count)
            throw new ArgumentException($"{criteria.Count} criteria need as many lists of values, not {values.Count}.", nameof(values));
        if (values.Any(v => v.Count != values[0].Count))
            throw new ArgumentException("Every criterion needs one value a method, null where there is none.", nameof(values));
        IReadOnlyList<double>[] ranks = [.. criteria.Zip(values, RanksOf)];
        int[] voting = [.. Enumerable.Range(0, ranks.Length).Where(c => values[c].Any(IsPresent))];
        if (voting.Length == 0)
            return null;
        ConstructVote[] constructs =
        [
            .. voting.GroupBy(c => criteria[c].Construct)
                .Select(g => new ConstructVote(g.Key, [.. g.Select(c => ranks[c])], criteria[g.First()].Weight)),
        ];
        return new ConstructVotes(
            ranks, constructs, MeanRanks.Of([.. constructs.Select(c => c.Ranks)], [.. constructs.Select(c => c.Weight)]),
            MeanRanks.Of([.. voting.Select(c => ranks[c])]));
    }

    private static IReadOnlyList<double> RanksOf(Criterion criterion, IReadOnlyList<double?> values) =>
        Statistics.Ranks.Average([.. values.Select(v => v is { } value ? Math.Round(value, Decimals) : v)], criterion.Better);

    private static bool IsPresent(double? value) => value is { } v && !double.IsNaN(v);
}
