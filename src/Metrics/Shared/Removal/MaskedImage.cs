using VisEval.Core;
using VisEval.Metrics.Shared.Fills;
using VisEval.Metrics.Shared.Regions;

namespace VisEval.Metrics.Shared.Removal;

/// <summary>How a map becomes a mask of values from 0 to 1.</summary>
[About("How the map becomes a mask: its positive part scaled, the map scaled by its extremes, cut at 0 and 1, or its magnitude scaled.")]
internal enum MapScaling
{
    /// <summary>max(L, 0)/max L: what has no relevance is not seen.</summary>
    Positive,

    /// <summary>(L − min L)/(max L − min L): in a signed map zero relevance becomes about ½.</summary>
    MinMax,

    /// <summary>L, cut at 0 and 1: for maps that are in [0, 1] already.</summary>
    Clip,

    /// <summary>|L|, then scaled as min-max.</summary>
    Absolute,
}

/// <summary>The explanation map: the image seen through its own saliency, m⊙x + (1 − m)⊙fill.</summary>
/// <param name="Scale">How the map becomes the mask m.</param>
/// <param name="Fill">What is seen where the mask is 0.</param>
[OptionGroup]
internal sealed record MaskedImage(
    MapScaling Scale = MapScaling.Positive,
    [About("What is seen where the mask is 0, in normalised input space.")] PixelFill Fill = PixelFill.Zero)
{
    private sealed record ImageKey(MaskedImage Masked);

    private sealed record OutputKey(MaskedImage Masked);

    private sealed record ExplanationKey(MaskedImage Masked);

    /// <summary>Whether the mask depends on the unit of the map.</summary>
    public bool DependsOnScale => Scale == MapScaling.Clip;

    /// <summary>Whether a map has a mask; where it has none, its state.</summary>
    public CellState StateOf(SaliencyMap map) => Scaled(map) switch
    {
        { State: { IsOk: true } } when Scale == MapScaling.Positive => PositivePart.StateOf(map),
        { State: { IsOk: true } } => CellState.Ok,
        // What is cut needs no scale: a constant map is a mask too.
        { State.Text: "degenerate:constant" } when Scale == MapScaling.Clip => CellState.Ok,
        var scaled => scaled.State,
    };

    /// <summary>The mask of a map whose <see cref="StateOf"/> is ok.</summary>
    public SaliencyMap Mask(SaliencyMap map) => Scale switch
    {
        MapScaling.Positive => Positive(map),
        MapScaling.Clip => Each(map, v => Math.Clamp(v, 0, 1)),
        _ => Scaled(map).Normalize(),
    };

    /// <summary>The masked image, 1×C×H×W; made once.</summary>
    public Tensor Image(IMetricContext context) => context.Share(new ImageKey(this), () =>
    {
        var (mask, masked) = (Mask(context.Map).Values, PixelFills.For(context, Fill));
        for (var start = 0; start < masked.Length; start += mask.Length)
        {
            var seen = masked.Values.AsSpan(start, mask.Length);
            var image = context.Image.Values.AsSpan(start, mask.Length);
            for (var i = 0; i < mask.Length; i++)
                seen[i] = mask[i] * image[i] + (1 - mask[i]) * seen[i];
        }
        return masked;
    });

    /// <summary>The target's probability for the image and for the masked image; the model is asked once.</summary>
    public (double Whole, double Masked) Confidence(IMetricContext context) =>
    (
        context.Output.Probability(0, context.Target),
        context.Share(new OutputKey(this), () => context.Model.Predict(Image(context))).Probability(0, context.Target)
    );

    /// <summary>The explanation of the masked image for the same class, at the input's size; made once.</summary>
    public SaliencyMap Explanation(IMetricContext context) =>
        context.Share(new ExplanationKey(this), () => context.Explain(Image(context)).ToMap(context.Map.Height, context.Map.Width));

    private SaliencyMap Scaled(SaliencyMap map) =>
        Scale == MapScaling.Absolute ? Each(map, Math.Abs) : map;

    private static SaliencyMap Positive(SaliencyMap map)
    {
        var most = map.Values.Max();
        return Each(map, v => Math.Max(v, 0) / most);
    }

    private static SaliencyMap Each(SaliencyMap map, Func<float, float> value) =>
        new([.. map.Values.Select(value)], map.Height, map.Width);
}
