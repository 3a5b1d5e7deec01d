namespace VisEval.Harness.Datasets;

/// <summary>Which images of a dataset are taken where not all are wanted.</summary>
internal static class ImageLimit
{
    // In a shuffled dataset of two classes an image is followed by one of its own class half of the time: two images in a row.
    private const int LongestMixedRun = 4;

    /// <summary>The first images in the order of the dataset; of a dataset that is ordered by class, as many of each class as can be:
    /// the first of every class, then the second of every class, and so on, classes in the order in which they appear.</summary>
    /// <remarks>By class is ordered what has the images of each class together, or four in a row on average; the first label counts.
    /// Images of which only those classified correctly are wanted are all given, in this order.</remarks>
    /// <param name="dataset">The dataset.</param>
    /// <param name="limit">The number of images wanted, at least 1; null for all.</param>
    public static IReadOnlyList<DatasetImage> Of(Dataset dataset, int? limit)
    {
        var ordered = InOrder(dataset.Manifest.Images, limit);
        return dataset.OnlyCorrect || limit is not { } wanted ? ordered : [.. ordered.Take(wanted)];
    }

    /// <summary>The same order for other images, all of them; their own order where the limit leaves none out.</summary>
    public static IReadOnlyList<DatasetImage> InOrder(IReadOnlyList<DatasetImage> images, int? limit) =>
        limit < images.Count && IsByClass(images) ? [.. Spread(images)] : images;

    /// <summary>How many classes the first labels of some images are of; images without a label count for none.</summary>
    public static int ClassesOf(IEnumerable<DatasetImage> images) => images.Select(ClassOf).OfType<int>().Distinct().Count();

    private static bool IsByClass(IReadOnlyList<DatasetImage> images)
    {
        var runs = 1 + images.Zip(images.Skip(1)).Count(pair => ClassOf(pair.First) != ClassOf(pair.Second));
        var classes = images.Select(ClassOf).Distinct().Count();
        return classes > 1 && (runs == classes || images.Count >= LongestMixedRun * runs);
    }

    private static IEnumerable<DatasetImage> Spread(IReadOnlyList<DatasetImage> images)
    {
        var (places, seen) = (new List<(DatasetImage Image, int Turn)>(), new Dictionary<int, int>());
        foreach (var image in images)
        {
            var label = ClassOf(image) ?? -1;
            places.Add((image, seen[label] = seen.GetValueOrDefault(label) + 1));
        }
        var first = seen.Keys.Index().ToDictionary(k => k.Item, k => k.Index);
        return places.OrderBy(p => p.Turn).ThenBy(p => first[ClassOf(p.Image) ?? -1]).Select(p => p.Image);
    }

    private static int? ClassOf(DatasetImage image) => image.Labels.Count > 0 ? image.Labels[0] : null;
}
