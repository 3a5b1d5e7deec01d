using VisEval.Core;
using VisEval.Methods.Representation.Contracts;
using VisEval.Methods.Representation.Shared;

namespace VisEval.Methods.Representation;

/// <summary>A dissected layer.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Settings">How it was dissected.</param>
/// <param name="Counted">By image the pixels that were counted.</param>
/// <param name="Matches">By channel the concept it overlaps most.</param>
/// <param name="MostPixels">The most pixels of all images that can exceed a channel's threshold.</param>
internal sealed record DissectedLayer(
    StudiedLayer Layer, NetworkDissection Settings, IReadOnlyList<ImageOverlap> Counted, IReadOnlyList<UnitMatch> Matches, long MostPixels)
{
    // More would not fit on a screen.
    private const int MostBars = 20;

    public static IReadOnlyList<FindingColumn> UnitColumns { get; } =
    [
        new("network", "The network."), new("layer", "The layer."), new("channel", "The channel, from 0."),
        new("threshold", "T_k, the layer's unit."),
        new("share_above", "Share of all pixels where the enlarged map exceeds it, 0 to 1."),
        new("concept", "The concept with the largest IoU."), new("category", "Its category."),
        new("iou", "Intersection over union with it, 0 to 1.", ColumnKind.Interval),
        new("iou_shuffled", "The largest IoU with the masks of another image: what chance gives."),
        new("detects", "1 if iou exceeds the option overlap, else 0."),
    ];

    public static IReadOnlyList<FindingColumn> ConceptColumns { get; } =
    [
        new("network", "The network."), new("layer", "The layer."), new("concept", "The concept."), new("category", "Its category."),
        new("images", "The images that show it."),
        new("pixel_share", "Its share of the pixels of all images that show any concept of its category, 0 to 1."),
        new("attainable", "An upper bound of any channel's IoU with it, 0 to 1: min(1, A/|L|), A the most pixels of all images that can "
            + "exceed a threshold, |L| its own pixels."),
        new("detectors", "The channels that detect it."), new("best_channel", "The channel with the largest IoU with it."),
        new("best_iou", "That IoU, 0 to 1."),
    ];

    public static IReadOnlyList<FindingColumn> LayerColumns { get; } =
    [
        new("network", "The network."), new("layer", "The layer."), new("channels", "The number of channels."),
        new("detectors", "Channels that detect a concept."),
        new("unique_detectors", "Concepts that some channel detects: Bau's measure of interpretability."),
        new("detectors_shuffled", "Channels that would detect one with the masks of another image: what chance gives."),
        new("mean_iou", "Mean of the channels' largest IoU, 0 to 1."),
    ];

    public static DissectedLayer Of(Study study, StudiedLayer layer, NetworkDissection settings)
    {
        var overlap = new ConceptOverlap(LayerRows.PlacesOf(layer)!, layer.Network.Model.Input, settings.Corners);
        var thresholds = overlap.Thresholds(study, layer, settings.Quantile, settings.Source == ThresholdSource.Enlarged);
        var found = overlap.Count(study, layer, thresholds, Another(study));
        // Intervals draw images by their place in a sample.
        List<ImageOverlap> counted = [.. study.ByContent.Select(i => found[i])];
        var (own, strange) = (
            ConceptTotals.Of(study.Concepts, counted, c => c.Shown), ConceptTotals.Of(study.Concepts, counted, c => c.Others));
        return new DissectedLayer(layer, settings, counted,
            [.. thresholds.Select((t, k) => new UnitMatch(k, t, own.Best(k), strange.Best(k)?.Overlap ?? 0))],
            overlap.MostPixels(study.Images.Count, settings.Quantile, settings.Source == ThresholdSource.Enlarged));
    }

    public IEnumerable<FindingRow> Units(Study study) => Matches.Select(match =>
    {
        var pixels = (double)Counted.Count * Layer.Network.Model.Input.Pixels;
        var area = Counted.Sum(c => (long)c.Areas[match.Channel]);
        Finding[] head =
        [
            Layer.Network.Name, Layer.Tensor, match.Channel, new Finding.Number(match.Threshold), area / pixels,
        ];
        return match.Best is not { } best || area == 0
            ? new FindingRow([.. head, "", "", Finding.None, match.Shuffled, Finding.None],
                match.Threshold is null ? CellState.Undefined("not-finite") : CellState.Degenerate("nothing-above-threshold"))
            : FindingRow.Of(
            [
                .. head, study.Concepts[best.Concept].Name, study.Concepts[best.Concept].Category,
                ConceptTotals.Sample(study.Concepts, Counted, best.Concept, match.Channel), match.Shuffled, Detects(match) ? 1 : 0,
            ]);
    });

    public IEnumerable<FindingRow> Concepts(Study study)
    {
        var totals = ConceptTotals.Of(study.Concepts, Counted, c => c.Shown);
        var pixels = Layer.Network.Model.Input.Pixels;
        foreach (var (index, concept) in study.Concepts.Index().Where(c => totals.Pixels[c.Index] > 0))
        {
            var (channel, overlap) = totals.BestChannel(index, Matches.Count);
            var share = totals.Pixels[index] / ((double)totals.Images(index) * pixels);
            // Of the pixels above the threshold all may lie in the images that show the category, however few these are.
            var attainable = Math.Min(1, (double)MostPixels / totals.Pixels[index]);
            yield return FindingRow.Of(
                Layer.Network.Name, Layer.Tensor, concept.Name, concept.Category, totals.Shown[index], share,
                attainable, Matches.Count(m => Detects(m) && m.Best!.Value.Concept == index), channel, overlap);
        }
    }

    public FindingRow Summary(Study study)
    {
        List<UnitMatch> detectors = [.. Matches.Where(Detects)];
        return FindingRow.Of(
            Layer.Network.Name, Layer.Tensor, Matches.Count, detectors.Count,
            detectors.Select(m => m.Best!.Value.Concept).Distinct().Count(), Matches.Count(m => m.Shuffled > Settings.Overlap),
            Matches.Average(m => m.Best?.Overlap ?? 0));
    }

    /// <summary>By concept the channels that detect it, and the channels of the largest IoU beside what chance gives.</summary>
    public IEnumerable<FindingPicture.Bars> Pictures(Study study) =>
        [Detectors(study) with { Network = Layer.Network.Name }, Overlaps(study) with { Network = Layer.Network.Name }];

    private FindingPicture.Bars Overlaps(Study study) => new(
        $"{Layer.Network.Name}-{Layer.Tensor}-overlap",
        $"Channels of {Layer.Tensor}, {Layer.Network.Name}, with the largest overlap", "intersection over union",
        [
            .. from match in Matches.Where(m => m.Best?.Overlap > 0).OrderByDescending(m => m.Best!.Value.Overlap).Take(MostBars)
               let best = match.Best!.Value.Concept
               let concept = study.Concepts[best]
               select new Bar(
                   $"{match.Channel}: {concept.Category} {concept.Name}",
                   ConceptTotals.Sample(study.Concepts, Counted, best, match.Channel), match.Shuffled),
        ], Settings.Overlap);

    private FindingPicture.Bars Detectors(Study study) => new(
        $"{Layer.Network.Name}-{Layer.Tensor}",
        $"Channels of {Layer.Tensor}, {Layer.Network.Name}, by the concept they detect", "channels",
        [
            .. Matches.Where(Detects).CountBy(m => m.Best!.Value.Concept).OrderBy(c => c.Key)
                .Select(c => new Bar($"{study.Concepts[c.Key].Category} {study.Concepts[c.Key].Name}", c.Value)),
        ]);

    private bool Detects(UnitMatch match) => match.Best?.Overlap > Settings.Overlap;

    // By image the next one in a drawn circle: never itself, where there are several.
    private static int[] Another(Study study)
    {
        int[] circle = [.. study.ByContent];
        study.Seed.For("network-dissection").Random().Shuffle<int>(circle);
        var next = new int[circle.Length];
        for (var i = 0; i < circle.Length; i++)
            next[circle[i]] = circle[(i + 1) % circle.Length];
        return next;
    }
}

/// <summary>A channel and the concept it overlaps most.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Threshold">T_k; null where a value was not finite.</param>
/// <param name="Best">The concept and the IoU; null where nothing lies above the threshold.</param>
/// <param name="Shuffled">The largest IoU with the masks of another image.</param>
internal sealed record UnitMatch(int Channel, float? Threshold, (int Concept, double Overlap)? Best, double Shuffled);
