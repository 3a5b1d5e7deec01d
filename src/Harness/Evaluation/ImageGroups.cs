using VisEval.Harness.Datasets;

namespace VisEval.Harness.Evaluation;

/// <summary>Groups of images that lend each other their maps: pairs, one of three where the number is odd, of different labels where
/// possible.</summary>
/// <remarks>Sorted by their labels, every image of the first half is paired with the one as far into the second half; two of a pair then
/// have the same labels only where half of all images or more have them. Depends on the images and labels alone.</remarks>
internal static class ImageGroups
{
    /// <summary>The groups, in the order of their first images. A single image has nobody to lend it a map, and stands alone.</summary>
    public static IReadOnlyList<IReadOnlyList<DatasetImage>> Of(IReadOnlyList<DatasetImage> images)
    {
        var sorted = Enumerable.Range(0, images.Count).OrderBy(i => string.Join(' ', images[i].Labels), StringComparer.Ordinal).ToList();
        var half = images.Count / 2;
        if (half == 0)
            return [.. images.Select(i => (IReadOnlyList<DatasetImage>)[i])];
        var groups = Enumerable.Range(0, half).Select(i => new List<int> { sorted[i], sorted[images.Count - half + i] }).ToList();
        if (images.Count % 2 == 1)
            groups[^1].Add(sorted[half]);
        foreach (var group in groups)
            group.Sort();
        return [.. groups.OrderBy(g => g[0]).Select(g => (IReadOnlyList<DatasetImage>)[.. g.Select(i => images[i])])];
    }
}
