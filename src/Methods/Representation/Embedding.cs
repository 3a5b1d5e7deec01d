using System.Globalization;
using VisEval.Core;
using VisEval.Methods.Representation.Contracts;
using VisEval.Methods.Representation.Shared;

namespace VisEval.Methods.Representation;

/// <summary>How images are brought to the plane.</summary>
internal enum EmbeddingMethod
{
    /// <summary>Exact t-SNE (van der Maaten, Hinton, 2008).</summary>
    TSne,

    /// <summary>The first two principal components (Hotelling, 1933).</summary>
    Pca,
}

/// <summary>Images as points of a plane, near where a layer finds them alike, with what the map keeps of the layer's
/// neighbourhoods.</summary>
/// <remarks>t-SNE starts from the principal components and uses scikit-learn's settings: exaggeration 12 for 250 steps, momentum 0.5, then
/// 0.8, rate max(n/48, 50). Distances between clusters and their sizes mean nothing there. Holds 40n² bytes and all rows of a
/// layer.</remarks>
/// <param name="Method">The method.</param>
/// <param name="Features">Which numbers of a layer stand for an image.</param>
/// <param name="Perplexity">About how many neighbours an image has.</param>
/// <param name="Steps">Steps of t-SNE.</param>
/// <param name="Rate">The rate of t-SNE; 0 for scikit-learn's.</param>
/// <param name="Neighbours">k of trustworthiness, continuity and accuracy.</param>
[Named("embedding")]
[Paper("van der Maaten, Hinton, Visualizing Data using t-SNE, JMLR", 2008)]
[Dialect("pca", "method=pca")]
internal sealed record Embedding(
    [About("How images are brought to the plane: t-sne or pca.")] EmbeddingMethod Method = EmbeddingMethod.TSne,
    [About("Which numbers of a layer stand for an image: all values, or the means of each channel over its places.")]
    LayerFeatures Features = LayerFeatures.All,
    [InRange(Embedding.Least, 1000)]
    [About("About how many neighbours an image has in t-SNE; more than a third of the other images is refused.")]
    double Perplexity = 30,
    [InRange(1, 100000)][About("Steps of t-SNE.")] int Steps = 1000,
    [InRange(0, 1e6)][About("Rate of t-SNE; 0 for max(images/48, 50).")] double Rate = 0,
    [InRange(1, 1000)]
    [About("Neighbours that trustworthiness, continuity and the nearest-neighbour accuracy look at.")]
    int Neighbours = 5) : IRepresentationAnalysis
{
    private const int MostImages = 5000;
    private const double Least = 1.01;

    /// <inheritdoc/>
    public IEnumerable<string> Objections(Study study)
    {
        var n = study.Images.Count;
        if (n > MostImages)
            yield return $"embedding compares every image with every other, and takes at most {MostImages}; {Counted.There(n)}. "
                + "Use --limit.";
        if (Method == EmbeddingMethod.TSne && n - 1 < 3 * Perplexity)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"embedding: a perplexity of {Perplexity} needs at least {Math.Ceiling(3 * Perplexity) + 1} images; {Counted.There(n)}. ")
                + Advice(n);
        // k < n/2, and two components need three images.
        if (n < Math.Max(3, 2 * Neighbours + 1))
            yield return $"embedding: neighbours={Neighbours} needs at least {Math.Max(3, 2 * Neighbours + 1)} images; {Counted.There(n)}.";
        foreach (var objection in study.Layers.Select(l => LayerRows.Objection(l, Features, n)).OfType<string>())
            yield return $"embedding: {objection}";
    }

    private static string Advice(int images) => images - 1 < 3 * Least
        ? "Take more images."
        : string.Create(
            CultureInfo.InvariantCulture,
            $"Write perplexity={Math.Max(Least, Math.Floor((images - 1) / 3.0))} or less, or take more images.");

    /// <inheritdoc/>
    public Findings Analyse(Study study)
    {
        var maps = study.Layers.Select(layer => EmbeddedLayer.Of(study, layer, this)).ToList();
        return new Findings(
            [
                new FindingTable("points", "An image in the map of a layer.",
                [
                    new("network", "The network."), new("layer", "The layer."), new("image", "The image."),
                    new("label", "Its first label; empty for none."), new("labels", "The number of its labels."),
                    new("x", "Its first coordinate, arbitrary unit."), new("y", "Its second coordinate, arbitrary unit."),
                ], [.. maps.SelectMany(m => m.Points(study))]),
                new FindingTable("quality", "The map of a layer.", EmbeddedLayer.Columns,
                    [.. maps.Select(m => m.Quality(study, Neighbours))]),
            ],
            [.. maps.Select(m => m.Picture(study))]);
    }
}
