namespace VisEval.Harness.Statistics.Ordering;

/// <summary>One mean rank per image and method: ranks within every image, one vote a construct (<see cref="ConstructVotes"/>).</summary>
/// <remarks>
/// Ranks within an image compare methods on the same question; how hard an image is does not count. A method without a value where others
/// have one stands last there. An image in which nothing has a value is left out. Pooled criteria have no value an image: show them apart.
/// </remarks>
/// <param name="Images">The images that count, by index.</param>
/// <param name="ByImage">By image that counts, one mean rank a method; lower is better.</param>
internal sealed record ImageRanks(IReadOnlyList<int> Images, IReadOnlyList<IReadOnlyList<double>> ByImage)
{
    /// <summary>Ranks the methods within every image.</summary>
    /// <param name="criteria">The criteria.</param>
    /// <param name="values">By criterion, by method, one value an image; null where there is none. Several rows of an image (targets) are
    /// averaged before.</param>
    /// <exception cref="ArgumentException">Two lists differ in length.</exception>
    public static ImageRanks Of(
        IReadOnlyList<Criterion> criteria, IReadOnlyList<IReadOnlyList<IReadOnlyList<double?>>> values)
    {
        var images = values.SelectMany(c => c).Select(m => m.Count).Distinct().ToList();
        if (images.Count > 1)
            throw new ArgumentException(
                $"Every criterion and method needs one value an image, null where there is none; found {string.Join(" and ", images)}.",
                nameof(values));
        var (counted, ranks) = (new List<int>(), new List<IReadOnlyList<double>>());
        for (var image = 0; image < images.SingleOrDefault(); image++)
            if (ConstructVotes.Of(criteria, [.. values.Select(c => (double?[])[.. c.Select(m => m[image])])]) is { } votes)
            {
                counted.Add(image);
                ranks.Add(votes.MeanRank);
            }
        return new ImageRanks(counted, ranks);
    }
}
