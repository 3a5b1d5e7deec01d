using VisEval.Methods.Representation.Contracts;

namespace VisEval.Methods.Representation.Shared;

/// <summary>Intersections and unions of channels and concepts over all images.</summary>
internal sealed class ConceptTotals
{
    private readonly IReadOnlyList<Concept> _concepts;
    private readonly long[][] _common;
    private readonly Dictionary<string, long[]> _areas;
    private readonly Dictionary<string, int> _images;

    private ConceptTotals(
        IReadOnlyList<Concept> concepts, long[] pixels, int[] shown, long[][] common, Dictionary<string, long[]> areas,
        Dictionary<string, int> images) =>
        (_concepts, Pixels, Shown, _common, _areas, _images) = (concepts, pixels, shown, common, areas, images);

    /// <summary>By concept its pixels.</summary>
    public IReadOnlyList<long> Pixels { get; }

    /// <summary>By concept the images that show it.</summary>
    public IReadOnlyList<int> Shown { get; }

    /// <summary>Adds the images up; a channel's pixels count for a category only in images that show a concept of it.</summary>
    /// <param name="concepts">The concepts.</param>
    /// <param name="counted">The images.</param>
    /// <param name="of">Which of their counts.</param>
    public static ConceptTotals Of(
        IReadOnlyList<Concept> concepts, IReadOnlyList<ImageOverlap> counted, Func<ImageOverlap, IReadOnlyList<ShownConcept>> of)
    {
        var channels = counted[0].Areas.Length;
        var (pixels, shown) = (new long[concepts.Count], new int[concepts.Count]);
        long[][] common = [.. concepts.Select(_ => new long[channels])];
        var (areas, images) = (new Dictionary<string, long[]>(), new Dictionary<string, int>());
        foreach (var image in counted)
        {
            foreach (var concept in of(image))
            {
                pixels[concept.Concept] += concept.Pixels;
                shown[concept.Concept]++;
                Add(concept.Common, common[concept.Concept]);
            }
            foreach (var category in of(image).Select(c => concepts[c.Concept].Category).Distinct())
            {
                if (!areas.TryGetValue(category, out var sums))
                    areas[category] = sums = new long[channels];
                Add(image.Areas, sums);
                images[category] = images.GetValueOrDefault(category) + 1;
            }
        }
        return new ConceptTotals(concepts, pixels, shown, common, areas, images);
    }

    /// <summary>The images that show any concept of a concept's category.</summary>
    public int Images(int concept) => _images[_concepts[concept].Category];

    /// <summary>The concept of the largest IoU, the first of several; null where the channel meets none.</summary>
    public (int Concept, double Overlap)? Best(int channel)
    {
        (int, double)? best = null;
        for (var c = 0; c < _concepts.Count; c++)
            if (Pixels[c] > 0 && Overlap(c, channel) is var overlap && overlap > (best?.Item2 ?? 0))
                best = (c, overlap);
        return best;
    }

    /// <summary>The channel of the largest IoU with a concept, the first of several.</summary>
    public (int Channel, double Overlap) BestChannel(int concept, int channels)
    {
        var best = Enumerable.Range(0, channels).MaxBy(k => Overlap(concept, k));
        return (best, Overlap(concept, best));
    }

    /// <summary>Σ|M ∩ L| and Σ|M ∪ L| by image of a channel and a concept.</summary>
    public static Finding.Ratio Sample(IReadOnlyList<Concept> concepts, IReadOnlyList<ImageOverlap> counted, int concept, int channel)
    {
        var category = concepts[concept].Category;
        var (parts, wholes) = (new double[counted.Count], new double[counted.Count]);
        foreach (var (i, image) in counted.Index())
        {
            if (image.Shown.All(s => concepts[s.Concept].Category != category))
                continue;
            var shown = image.Shown.FirstOrDefault(s => s.Concept == concept);
            parts[i] = shown?.Common[channel] ?? 0;
            wholes[i] = image.Areas[channel] + (shown?.Pixels ?? 0) - parts[i];
        }
        return new Finding.Ratio(parts, wholes) { Images = counted.Count(i => i.Shown.Any(s => s.Concept == concept)) };
    }

    private double Overlap(int concept, int channel)
    {
        double common = _common[concept][channel];
        var union = _areas[_concepts[concept].Category][channel] + Pixels[concept] - common;
        return union > 0 ? common / union : 0;
    }

    private static void Add(int[] values, long[] sums)
    {
        for (var k = 0; k < values.Length; k++)
            sums[k] += values[k];
    }
}
