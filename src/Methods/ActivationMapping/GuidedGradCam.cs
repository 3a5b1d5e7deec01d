using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Graphs;
using VisEval.Methods.Shared.Layers;
using VisEval.Methods.Shared.Resampling;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.ActivationMapping;

/// <summary>Guided Grad-CAM: Grad-CAM, upsampled bilinearly, ⊙ every channel of guided back-propagation; C×H×W, signed (Selvaraju
/// et al., 2017).</summary>
/// <param name="Layer">The tensor of Grad-CAM, K×h×w; null for the model's own.</param>
[Named("guided-grad-cam")]
[Paper("Selvaraju et al.: Grad-CAM, ICCV", 2017)]
[Needs(Needs.Gradient | Needs.Rules | Needs.Layer)]
[Claims(MapPlace.Channels, Claims.ClassDiscriminative)]
[Passes("2", "2")]
internal sealed record GuidedGradCam([About(OptionText.Layer)] string? Layer = null) : ILayerMethod, IGraphMethod
{
    /// <inheritdoc/>
    /// <exception cref="NotApplicableException">A way from the image to the scores passes no ReLU.</exception>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets)
    {
        ReluRules.Require(model, "guided-grad-cam");
        var maps = new GradCam(Layer: Layer).Explain(model, batch, targets);
        var guided = RelevancePass.FromOne(model, batch.Values, targets, RuleSet.GuidedBackpropagation)
            .Pixels.Attributions(ChannelReduction.MaxAbsolute);
        return [.. maps.Zip(guided, (map, pixels) => pixels with { Values = Masked(pixels.Values, map.Values) })];
    }

    /// <inheritdoc/>
    /// <exception cref="NotApplicableException">A way from the image to the scores passes no ReLU.</exception>
    public Value Build(ExplanationGraph graph)
    {
        ReluRules.Require(graph.Model, "guided-grad-cam");
        var (layers, size) = (LayerPass.Layers(graph.Model, Layer), graph.Model.Input);
        var largest = layers.MaxBy(l => l.Plane)!;
        var map = PlaneMatrix.Resized(
            new GradCam(Layer: Layer).Build(graph), (largest.Height, largest.Width), (size.Height, size.Width));
        return RelevanceGraph.FromOne(graph, RuleSet.GuidedBackpropagation) * map.Reshape(-1, 1, size.Height, size.Width);
    }

    private static Tensor Masked(Tensor pixels, Tensor map)
    {
        var enlarged = new float[pixels.Shape[1] * pixels.Shape[2]];
        new Upsampler(map.Shape[0], map.Shape[1], pixels.Shape[1], pixels.Shape[2]).Resize(map.Values, enlarged);
        var product = Tensor.Zeros(pixels.Shape);
        SpanMath.Mask(pixels.Values, enlarged, product.Values);
        return product;
    }
}
