using VisEval.Core;
using VisEval.Methods.Representation.Contracts;
using VisEval.Methods.Shared.Layers;
using VisEval.Methods.Shared.Resampling;

namespace VisEval.Methods.Representation.Shared;

/// <summary>What one image adds to the overlap of channels and concepts.</summary>
/// <param name="Areas">By channel the pixels above its threshold.</param>
/// <param name="Shown">By concept the image shows its number of pixels and, by channel, how many of these are above the threshold.</param>
/// <param name="Others">The same for the concepts of another image.</param>
internal sealed record ImageOverlap(int[] Areas, IReadOnlyList<ShownConcept> Shown, IReadOnlyList<ShownConcept> Others);

/// <summary>A concept in an image.</summary>
/// <param name="Concept">Its place among the concepts.</param>
/// <param name="Pixels">Its number of pixels.</param>
/// <param name="Common">By channel those above the threshold.</param>
internal sealed record ShownConcept(int Concept, int Pixels, int[] Common);

/// <summary>Thresholds of channels, and the pixels above them.</summary>
/// <param name="layer">The layer.</param>
/// <param name="input">The input's size, at which pixels are counted.</param>
/// <param name="corners">How maps are enlarged.</param>
internal sealed class ConceptOverlap(SpatialLayer layer, ImageSize input, bool corners)
{
    /// <summary>By channel the value that at most the share <paramref name="quantile"/> of all values exceed; null where one was not
    /// finite.</summary>
    public float?[] Thresholds(Study study, StudiedLayer studied, double quantile, bool enlarged)
    {
        var held = (int)MostAbove(study.Images.Count, quantile, enlarged) + 1;
        LargestValues[] largest = [.. Enumerable.Range(0, layer.Channels).Select(_ => new LargestValues(held))];
        LayerSweep.Values(study, studied, All(study), (_, image) => layer.ChannelsFirst(image.Span).ToArray(), (_, planes) =>
            Parallel.For(0, layer.Channels, study.Parallel, k =>
            {
                var plane = planes.AsSpan(k * layer.Plane, layer.Plane);
                largest[k].Add(enlarged ? Enlarged(Enlarging(), plane, new float[input.Pixels]) : plane);
            }));
        return [.. largest.Select(l => l.IsSpoilt ? (float?)null : l.Least)];
    }

    /// <summary>The most pixels of all images that can exceed a channel's threshold, up to rounding.</summary>
    /// <remarks>An enlarged pixel lies between the values it is made of, so that one of them exceeds the threshold if the pixel does: of a
    /// threshold of the layer's values at most as many pixels as each of those above it has a part in.</remarks>
    /// <param name="images">The number of images.</param>
    /// <param name="quantile">The share of values above.</param>
    /// <param name="enlarged">Whether these are the enlarged map's.</param>
    public long MostPixels(int images, double quantile, bool enlarged) => Math.Min(
        (long)images * input.Pixels, MostAbove(images, quantile, enlarged) * (enlarged ? 1 : Reach(layer.Height, input.Height)
            * (long)Reach(layer.Width, input.Width)));

    /// <summary>What every image adds, in order.</summary>
    /// <param name="study">The images.</param>
    /// <param name="studied">The layer.</param>
    /// <param name="thresholds">By channel; nothing exceeds one that is null.</param>
    /// <param name="other">By image another, whose masks are taken for comparison.</param>
    public IReadOnlyList<ImageOverlap> Count(Study study, StudiedLayer studied, IReadOnlyList<float?> thresholds, IReadOnlyList<int> other)
    {
        var found = new ImageOverlap[study.Images.Count];
        LayerSweep.Values(study, studied, All(study), (i, image) => Overlap(
            layer.ChannelsFirst(image.Span), thresholds, studied.Network.Masks(i), studied.Network.Masks(other[i])), (i, overlap) =>
                found[i] = overlap);
        return found;
    }

    // A share that is a whole number of values but for rounding is that many.
    private long MostAbove(int images, double quantile, bool enlarged) =>
        (long)Math.Floor(quantile * images * (enlarged ? input.Pixels : layer.Plane) + 1e-9);

    // The most rows of the enlarged map that a row of the layer has a part in; of columns likewise.
    private int Reach(int source, int enlarged) => Enumerable.Range(0, source).Max(row =>
    {
        var (one, shown) = (new float[source], new float[enlarged]);
        one[row] = 1;
        new Upsampler(source, 1, enlarged, 1, corners).Resize(one, shown);
        return shown.Count(v => v > 0);
    });

    private ImageOverlap Overlap(
        ReadOnlySpan<float> planes, IReadOnlyList<float?> thresholds, IReadOnlyList<ConceptMask> own, IReadOnlyList<ConceptMask> others)
    {
        var areas = new int[layer.Channels];
        var (shown, strange) = (Bits(own), Bits(others));
        var (enlarging, buffer, bits) = (Enlarging(), new float[input.Pixels], new ulong[(input.Pixels + 63) / 64]);
        for (var k = 0; k < areas.Length; k++)
        {
            PixelBits.Above(
                Enlarged(enlarging, planes.Slice(k * layer.Plane, layer.Plane), buffer), thresholds[k] ?? float.PositiveInfinity, bits);
            areas[k] = PixelBits.Count(bits);
            foreach (var (concept, mask) in shown.Concat(strange))
                concept.Common[k] = areas[k] == 0 ? 0 : PixelBits.Common(bits, mask);
        }
        return new ImageOverlap(areas, [.. shown.Select(s => s.Concept)], [.. strange.Select(s => s.Concept)]);
    }

    private List<(ShownConcept Concept, ulong[] Mask)> Bits(IReadOnlyList<ConceptMask> masks) =>
        [.. masks.Select(m => (new ShownConcept(m.Concept, m.Pixels.Count, new int[layer.Channels]), PixelBits.Of(m.Pixels.Pixels)))];

    private Upsampler Enlarging() => new(layer.Height, layer.Width, input.Height, input.Width, corners);

    private static ReadOnlySpan<float> Enlarged(Upsampler enlarging, ReadOnlySpan<float> plane, float[] buffer)
    {
        enlarging.Resize(plane, buffer);
        return buffer;
    }

    private static int[] All(Study study) => [.. Enumerable.Range(0, study.Images.Count)];
}
