using VisEval.Core;
using VisEval.Onnx.Models;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.ActivationMapping;

/// <summary>What one image gives at a layer, channel by channel, for the formulas of the papers as they are printed.</summary>
internal sealed record LayerView(double[][] A, double[][] G, int Height, int Width)
{
    public static readonly ImageSize Size = new(3, 6, 7);

    // Layers "relu1" (4×6×7) and "relu2" (5×3×4), after which only a mean over all places and a linear layer follow.
    public static readonly ConvolutionalModel Model = ConvolutionalModel.Random(Size, 4, seed: 71);

    public static readonly ImageBatch Batch = Images.Random(Size, 2, seed: 72);

    public static readonly int[] Targets = [3, 1];

    public int Places => Height * Width;

    public IEnumerable<int> Channels => Enumerable.Range(0, A.Length);

    /// <summary>Image <paramref name="n"/> of <see cref="Batch"/> at a layer of <see cref="Model"/>.</summary>
    public static LayerView Of(string layer, int n) => Of(Model, Batch.Single(n), Targets[n], layer);

    public static LayerView Of(IModel model, ImageBatch image, int target, string layer)
    {
        var pass = model.Gradient(image.Values, [target], layer);
        var (channels, height, width) = (pass.Values[0].Shape[1], pass.Values[0].Shape[2], pass.Values[0].Shape[3]);
        double[][] Split(Tensor t) =>
            [.. t.Values.Chunk(height * width).Take(channels).Select(plane => Array.ConvertAll(plane, v => (double)v))];
        return new LayerView(Split(pass.Values[0]), Split(pass.Gradients[0]), height, width);
    }

    /// <summary>Σ_k weight_k A_k.</summary>
    public double[] Sum(Func<int, double> weight) => Map(i => Channels.Sum(k => weight(k) * A[k][i]));

    /// <summary>A value for every place.</summary>
    public double[] Map(Func<int, double> value) => [.. Enumerable.Range(0, Places).Select(value)];

    public static double[] Relu(double[] map) => [.. map.Select(v => Math.Max(v, 0))];
}
