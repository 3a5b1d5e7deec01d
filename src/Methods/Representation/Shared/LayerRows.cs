using VisEval.Core;
using VisEval.Methods.Representation.Contracts;
using VisEval.Methods.Shared.Layers;
using VisEval.Onnx.Loading;

namespace VisEval.Methods.Representation.Shared;

/// <summary>Which numbers of a layer stand for an image.</summary>
internal enum LayerFeatures
{
    /// <summary>Every value of the layer.</summary>
    All,

    /// <summary>The mean of each channel over its places; of a layer without places every value.</summary>
    Means,
}

/// <summary>A row of numbers for every image: what distances, scalar products and classifiers of a layer start from.</summary>
internal static class LayerRows
{
    // Rows of all images are held at once: 4 bytes a value.
    private const long MostValues = 1L << 29;

    /// <summary>Why the rows of so many images are too large to hold, a sentence; null if they are not.</summary>
    public static string? Objection(StudiedLayer layer, LayerFeatures features, int images) =>
        Length(layer, features) * (long)images <= MostValues
            ? null
            : $"layer '{layer.Tensor}' of {layer.Network.Name} has {Length(layer, features)} values an image, of {images} images more "
            + $"than the {MostValues >> 20} million that are held at once. Take fewer images (--limit), or features=means.";

    /// <summary>The rows, in the order of the images.</summary>
    public static float[][] Of(Study study, StudiedLayer layer, IReadOnlyList<int> images, LayerFeatures features)
    {
        var (rows, places) = (new float[images.Count][], Places(layer, features));
        LayerSweep.Values(study, layer, images, (_, values) => places is null ? values.ToArray() : Means(places, values.Span), (i, row) =>
        {
            if (!SpanMath.AreFinite(row))
                throw new NotApplicableException(
                    "not-finite", $"layer '{layer.Tensor}' of {layer.Network.Name} has a value that is not finite for an image.");
            rows[i] = row;
        });
        return rows;
    }

    /// <summary>The same less their mean, x_i − x̄: scalar products of rows far from 0 would lose what tells the images apart. Changes the
    /// rows themselves.</summary>
    public static float[][] Centred(float[][] rows)
    {
        var mean = new double[rows[0].Length];
        foreach (var row in rows)
            for (var j = 0; j < mean.Length; j++)
                mean[j] += row[j];
        foreach (var row in rows)
            for (var j = 0; j < mean.Length; j++)
                row[j] = (float)(row[j] - mean[j] / rows.Length);
        return rows;
    }

    /// <summary>Whether a layer is the same for all images: what all analyses call constant.</summary>
    /// <param name="centred">Rows less their mean.</param>
    public static bool AreConstant(float[][] centred) => Array.TrueForAll(centred, row => !row.AsSpan().ContainsAnyExcept(0f));

    /// <summary>The mean of each channel over its places.</summary>
    public static float[] Means(SpatialLayer places, ReadOnlySpan<float> values) =>
        Array.ConvertAll(places.Sums(places.ChannelsFirst(values)), sum => (float)(sum / places.Plane));

    /// <summary>The layer with its places; null where it has none.</summary>
    public static SpatialLayer? PlacesOf(StudiedLayer layer)
    {
        var model = layer.Network.Model;
        return PlaceLayout.Of(model.Network.ShapeOf(layer.Tensor), model.Input) is { } layout
            ? new SpatialLayer(layer.Tensor, layout)
            : null;
    }

    private static SpatialLayer? Places(StudiedLayer layer, LayerFeatures features) =>
        features == LayerFeatures.Means ? PlacesOf(layer) : null;

    private static int Length(StudiedLayer layer, LayerFeatures features) => Places(layer, features)?.Channels ?? layer.Length;
}
