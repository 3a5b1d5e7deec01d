using VisEval.Core;
using VisEval.Harness.Datasets.Pictures;
using VisEval.Harness.Input;
using VisEval.Harness.Reports.Heatmaps;
using VisEval.Harness.Reports.Pictures;
using VisEval.Harness.Results;

namespace VisEval.Harness;

/// <summary>Why a network chose a class: the result of one method for one image.</summary>
public sealed class Heatmap
{
    private readonly Func<Picture> _picture;
    private readonly ImageGeometry _geometry;

    /// <param name="key">The method and the class.</param>
    /// <param name="mapped">What the method gave.</param>
    /// <param name="picture">The picture, as large as it is.</param>
    /// <param name="geometry">Which part of it the network sees.</param>
    internal Heatmap(ExplanationKey key, Explained.Mapped mapped, Func<Picture> picture, ImageGeometry geometry)
    {
        (Method, Target, Attribution, Map, Remark) = (key.Method, key.Target, mapped.Attribution, mapped.Map, mapped.Remark);
        (_picture, _geometry) = (picture, geometry);
    }

    /// <summary>The method with the options that differ from the default.</summary>
    public string Method { get; }

    /// <summary>The explained class.</summary>
    public int Target { get; }

    /// <summary>As the method defines it: C×H×W at the input, or h×w at a layer.</summary>
    public Attribution Attribution { get; }

    /// <summary>One value a pixel at the input's size, H×W; the larger, the more the pixel speaks for the class.</summary>
    public SaliencyMap Map { get; }

    /// <summary>What the method says of its map, or why it is constant or not finite, a part of a sentence; null for nothing.</summary>
    public string? Remark { get; }

    /// <summary>Writes a file: <c>.png</c> the picture with the map laid over it, <c>.npy</c> the map (float32, H×W, unscaled).</summary>
    /// <param name="path">The file; replaced as a whole where it exists.</param>
    /// <exception cref="ArgumentException">It ends in neither.</exception>
    /// <exception cref="OutputException">It cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        Action<Stream> write = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".png" => WritePng,
            ".npy" => WriteNpy,
            var other => throw new ArgumentException($"'{path}': a heatmap is written as .png or .npy, not '{other}'.", nameof(path)),
        };
        AtomicFile.Write(Path.GetFullPath(path), write);
    }

    /// <summary>Writes the picture with the map laid over it, as PNG. A map without a largest value leaves the picture as it is.</summary>
    /// <param name="stream">Takes the file; not closed.</param>
    public void WritePng(Stream stream) => HeatmapPicture.Write(stream, _picture(), Map, _geometry);

    /// <summary>Writes the map alone as PNG, a pixel of the input a pixel: its colours go linearly from its smallest value to its
    /// largest.</summary>
    /// <param name="stream">Takes the file; not closed.</param>
    /// <returns>False, and nothing is written, for a map that is constant or not finite.</returns>
    public bool WriteMapPng(Stream stream)
    {
        if (!Map.State.IsOk)
            return false;
        Overlay.Write(stream, Map);
        return true;
    }

    /// <summary>Writes the map as an array: NPY, float32, H×W, unscaled.</summary>
    /// <param name="stream">Takes the file; not closed.</param>
    public void WriteNpy(Stream stream) => NpyFile.Write(stream, new Tensor(Map.Values, Map.Height, Map.Width));
}
