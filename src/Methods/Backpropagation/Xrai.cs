using VisEval.Core;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Backpropagation;

/// <summary>XRAI: integrated gradients, the mean over a black and a white picture as baselines, collected in regions of several
/// segmentations; again and again the region whose pixels not yet covered have the largest mean attribution is taken, and they get that
/// mean; H×W and signed (Kapishnikov et al., 2019).</summary>
/// <remarks>
/// <para>As in the authors' program: a pixel's attribution is the largest over its channels; regions come from
/// <see cref="Felzenszwalb"/> at the scales 50, 100, 150, 250, 500 and 1200 with blur 0.8 and at least 150 pixels, widened by 5 pixels (a
/// disk); a region must add at least 50 pixels;
/// pixels that no region covers in the end get the mean over them all, so that the map's sum is that of the pixels' attributions.
/// Segments are found on colours from −1 to 1, where those scales are meant for 0 to 1: differences count double, so scales are halved
/// here.</para>
/// <para>Numbers of pixels are for a picture of 224×224; at another size areas scale with its area, the radius with the root of it (see
/// <see cref="PictureScale"/>). The scales stay:
/// neighbouring pixels of a smaller picture differ more, and regions are about as many. The authors resize the picture instead. Where
/// nothing says what black and white are to the network, <c>darkest+brightest</c> are near them.</para>
/// </remarks>
/// <param name="Steps">Points on each path.</param>
/// <param name="Dilation">How far regions are widened, in pixels of a picture of 224×224.</param>
/// <param name="Baseline">Where the paths start.</param>
[Named("xrai")]
[Paper("Kapishnikov, Bolukbasi, Viégas, Terry: XRAI: Better Attributions Through Regions, ICCV", 2019)]
[Needs(Needs.Gradient)]
[Claims(MapPlace.Pixels, Claims.ClassDiscriminative | Claims.Signed | Claims.ImplementationInvariant)]
[Passes("steps * count(baseline)", "steps * count(baseline)")]
internal sealed record Xrai(
    [InRange(2, 10_000), About("Points on each path from a baseline to the image; each costs one gradient.")]
    int Steps = 100,
    [InRange(0, 100), About("How far every region is widened, in pixels of a picture of 224×224.")] double Dilation = 5,
    [ListOf(typeof(Baseline))]
    [About("Where the paths start, the mean is taken over them: " + OptionText.Baselines)]
    string Baseline = "black+white")
    : IAttributionMethod
{
    private const double Sigma = 0.8;
    private const double SmallestSegment = 150;
    private const double SmallestGain = 50;

    private static readonly double[] Scales = [50, 100, 150, 250, 500, 1200];

    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets)
    {
        var pixels = new IntegratedGradients(Steps, Baseline: Baseline).Explain(model, batch, targets);
        return
        [
            .. Enumerable.Range(0, batch.Count).Select(i =>
            {
                var map = Collect(batch.Values.Item(i), batch.Size, Largest(pixels[i].Values, batch.Size));
                return new Attribution(new Tensor(map, batch.Size.Height, batch.Size.Width));
            }),
        ];
    }

    private float[] Collect(ReadOnlySpan<float> image, ImageSize size, double[] attribution)
    {
        var unit = size.UnitLength();
        var area = unit * unit;
        var graph = new Felzenszwalb(image, size, Sigma);
        var regions = new XraiRegions(size);
        foreach (var scale in Scales)
            regions.Add(graph.Segment(scale / 2, SmallestSegment * area), Dilation * unit);
        return regions.Rank(attribution, SmallestGain * area);
    }

    // The largest over the channels.
    private static double[] Largest(Tensor values, ImageSize size)
    {
        var largest = new double[size.Pixels];
        Array.Fill(largest, double.NegativeInfinity);
        for (var i = 0; i < size.Length; i++)
            largest[i % size.Pixels] = Math.Max(largest[i % size.Pixels], values.Values[i]);
        return largest;
    }
}
