using VisEval.Core;
using VisEval.Methods.Shared.Resampling;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.Backpropagation;

/// <summary>FullGrad: Σ_channels |x ⊙ ∂S_c/∂x| + Σ_layers Σ_k up(|b_k · ∂S_c/∂z_k|), H×W at the input (Srinivas and Fleuret,
/// 2019).</summary>
/// <remarks>Over the layers whose results have height and width; up is bilinear. For ReLU networks Σ x·∂S/∂x + Σ b·∂S/∂z = S before the
/// absolute values, the biases of all layers counted.</remarks>
[Named("fullgrad")]
[Paper("Srinivas, Fleuret: Full-Gradient Representation for Neural Network Visualization, NeurIPS", 2019)]
[Needs(Needs.Gradient)]
[Passes("1", "1")]
public sealed record FullGrad : IAttributionMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets)
    {
        var layers = model.Network.Biases.Where(b => model.Network.ShapeOf(b.Tensor).Count == 3).ToList();
        var seed = ModelExtensions.OneHot(targets, model.ClassCount);
        var pass = model.Gradient(batch.Values, seed, [model.InputTensor, .. layers.Select(l => l.Tensor)], RuleSet.Standard);
        var attributions = new List<Attribution>();
        for (var i = 0; i < batch.Count; i++)
        {
            var map = Tensor.Zeros(batch.Size.Height, batch.Size.Width);
            AddPixels(map, batch.Values.Item(i), pass.Gradients[0].Item(i));
            for (var l = 0; l < layers.Count; l++)
                AddLayer(map, layers[l], model.Network.ShapeOf(layers[l].Tensor), pass.Gradients[l + 1].Item(i));
            attributions.Add(new Attribution(map));
        }
        return attributions;
    }

    private static void AddPixels(Tensor map, ReadOnlySpan<float> image, ReadOnlySpan<float> gradient)
    {
        for (var i = 0; i < image.Length; i++)
            map.Values[i % map.Length] += MathF.Abs(image[i] * gradient[i]);
    }

    // Channels are summed before they are enlarged: both are linear.
    private static void AddLayer(Tensor map, BiasTerm bias, IReadOnlyList<int> shape, ReadOnlySpan<float> gradient)
    {
        var plane = new float[shape[1] * shape[2]];
        for (var i = 0; i < gradient.Length; i++)
            plane[i % plane.Length] += MathF.Abs(bias.At(i) * gradient[i]);
        var enlarged = new float[map.Length];
        new Upsampler(shape[1], shape[2], map.Shape[0], map.Shape[1]).Resize(plane, enlarged);
        for (var i = 0; i < enlarged.Length; i++)
            map.Values[i] += enlarged[i];
    }
}
