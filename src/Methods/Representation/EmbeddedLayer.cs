using VisEval.Core;
using VisEval.Methods.Representation.Contracts;
using VisEval.Methods.Representation.Shared;

namespace VisEval.Methods.Representation;

/// <summary>The map of a layer.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Settings">How it was made.</param>
/// <param name="Distances">d² in the layer.</param>
/// <param name="At">x and y of each image in turn.</param>
/// <param name="Components">The principal components.</param>
/// <param name="Divergence">Kullback–Leibler divergence at the end of t-SNE; null for another method.</param>
internal sealed record EmbeddedLayer(
    StudiedLayer Layer, Embedding Settings, GramMatrix Distances, double[] At, PrincipalCoordinates Components, double? Divergence)
{
    /// <summary>The columns of <see cref="Quality"/>.</summary>
    public static IReadOnlyList<FindingColumn> Columns { get; } =
    [
        new("network", "The network."), new("layer", "The layer."), new("images", "The number of images."),
        new("variance_share", "The share of the layer's variance along the first two principal components, 0 to 1."),
        new("divergence", "Kullback–Leibler divergence of t-SNE at the end, nats, 0 or more; empty for another method."),
        new("trustworthiness", "1 less the rank error of neighbours that only the map shows, mean over images.", ColumnKind.Interval),
        new("continuity", "1 less the rank error of neighbours that the map has lost, mean over images.", ColumnKind.Interval),
        new("labelled", "The images with exactly one label that another of them has too, among which the accuracies are."),
        new("accuracy_layer", "Share of them whose nearest neighbours in the layer vote for their label, leave-one-out.",
            ColumnKind.Interval),
        new("accuracy_map", "The same in the map.", ColumnKind.Interval),
        new("accuracy_chance",
            "Σ n(n − 1)/(N(N − 1)), n the images of each label, N all of them: what one of the other images gets by chance."),
    ];

    /// <summary>Makes the map.</summary>
    public static EmbeddedLayer Of(Study study, StudiedLayer layer, Embedding settings)
    {
        int[] images = [.. Enumerable.Range(0, study.Images.Count)];
        var rows = LayerRows.Centred(LayerRows.Of(study, layer, images, settings.Features));
        var gram = GramMatrix.Of(rows, study.Parallel).Centred();
        var seed = study.Seed.For("embedding").For(layer.Network.Name).For(layer.Tensor);
        var components = PrincipalCoordinates.Of(gram, 2, seed, study.Parallel);
        var distances = gram.SquaredDistances();
        double[] start = [.. images.SelectMany(i => components.Scores.Select(s => s[i]))];
        if (settings.Method == EmbeddingMethod.Pca)
            return new EmbeddedLayer(layer, settings, distances, start, components, null);
        var p = Perplexity.Joint(distances, settings.Perplexity, study.Parallel);
        var rate = settings.Rate > 0 ? settings.Rate : TSne.RateFor(images.Length);
        var at = TSne.Embed(p, start, settings.Steps, rate, study.Parallel);
        return new EmbeddedLayer(layer, settings, distances, at, components, TSne.Divergence(p, at, study.Parallel));
    }

    /// <summary>A row for every image.</summary>
    public IEnumerable<FindingRow> Points(Study study) => study.Images.Select((image, i) => new FindingRow(
        [
            Layer.Network.Name, Layer.Tensor, image.Id, image.Labels.Count > 0 ? study.Classes[image.Labels[0]] : "", image.Labels.Count,
            Finite(At[2 * i]), Finite(At[2 * i + 1]),
        ], State));

    /// <summary>What the map keeps.</summary>
    public FindingRow Quality(Study study, int neighbours)
    {
        Finding[] head = [Layer.Network.Name, Layer.Tensor, study.Images.Count, Variance];
        if (!State.IsOk)
            return new FindingRow([.. head, .. Enumerable.Repeat(Finding.None, Columns.Count - head.Length)], State);
        var map = Plane();
        // Intervals draw images by their place in a sample.
        var order = study.ByContent;
        Finding.Mean Sample(IReadOnlyList<double> values) => new([.. order.Select(i => values[i])]);
        // The only image of its label has no neighbour that could vote for it.
        var repeated = study.Images.Where(i => i.Labels.Count == 1).CountBy(i => i.Labels[0]).Where(l => l.Value > 1)
            .Select(l => l.Key).ToHashSet();
        int[] labelled = [.. order.Where(i => study.Images[i].Labels.Count == 1 && repeated.Contains(study.Images[i].Labels[0]))];
        int[] labels = [.. labelled.Select(i => study.Images[i].Labels[0])];
        Finding Accuracy(GramMatrix distances) => labelled.Length > neighbours
            ? new Finding.Mean(NeighbourQuality.Hits(distances.Of(labelled), labels, neighbours))
            : Finding.None;
        return new FindingRow(
        [
            .. head, Divergence is { } divergence ? divergence : Finding.None,
            Sample(NeighbourQuality.Trustworthiness(Distances, map, neighbours)),
            Sample(NeighbourQuality.Trustworthiness(map, Distances, neighbours)),
            labelled.Length, Accuracy(Distances), Accuracy(map),
            labels.Length > 0 ? Chance(labels) : Finding.None,
        ], labelled.Length > neighbours ? CellState.Ok : CellState.Undefined("too-few-labels"));
    }

    // An image is no neighbour of its own.
    private static double Chance(int[] labels) =>
        labels.CountBy(l => l).Sum(l => (double)l.Value * (l.Value - 1)) / ((double)labels.Length * (labels.Length - 1));

    /// <summary>The points, coloured by the first label.</summary>
    public FindingPicture Picture(Study study) => new FindingPicture.Points(
        $"{Layer.Network.Name}-{Layer.Tensor}",
        $"{(Settings.Method == EmbeddingMethod.Pca ? "Principal components" : "t-SNE")} of {Layer.Tensor}, {Layer.Network.Name}",
        [.. Enumerable.Range(0, study.Images.Count).Select(i => (At[2 * i], At[2 * i + 1]))],
        [.. study.Images.Select(i => i.Labels.Count > 0 ? i.Labels[0] : study.Classes.Count)],
        [.. study.Classes, .. study.Images.Any(i => i.Labels.Count == 0) ? ["no label"] : Array.Empty<string>()])
    {
        Network = Layer.Network.Name,
        Images = [.. study.Images.Select(i => i.Id)],
    };

    // Of nothing there is no share; adding up must not make more than all of it.
    private Finding Variance => IsConstant ? Finding.None : Math.Min(1, Components.Shares.Sum());

    private bool IsConstant => Distances.Values.All(d => d == 0);

    private CellState State => At.Any(v => !double.IsFinite(v)) ? CellState.Degenerate("diverged")
        : IsConstant ? CellState.Degenerate("constant-layer")
        // As a start of t-SNE any two directions serve.
        : Settings.Method == EmbeddingMethod.Pca && !Components.Converged ? CellState.Degenerate("equal-components")
        : CellState.Ok;

    private GramMatrix Plane()
    {
        var n = At.Length / 2;
        var values = new double[n * n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                values[i * n + j] = Math.Pow(At[2 * i] - At[2 * j], 2) + Math.Pow(At[2 * i + 1] - At[2 * j + 1], 2);
        return new GramMatrix(values, n);
    }

    private static Finding Finite(double value) => double.IsFinite(value) ? value : Finding.None;
}
