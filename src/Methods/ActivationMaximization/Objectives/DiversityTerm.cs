using VisEval.Core;
using VisEval.Methods.Shared.Layers;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.ActivationMaximization.Objectives;

/// <summary>How alike the pictures of a batch are: D = (1/B)·Σ_{i≠j} ⟨G_i, G_j⟩, G = A·Aᵀ/‖A·Aᵀ‖ over the places of a layer (Olah et al.,
/// 2017).</summary>
/// <remarks>B − 1 for equal pictures, 0 for pictures that use disjoint channels.</remarks>
/// <param name="model">The network.</param>
/// <param name="layer">The layer.</param>
/// <param name="weight">Its weight.</param>
internal sealed class DiversityTerm(IModel model, SpatialLayer layer, double weight)
{
    /// <summary>Takes weight·∂D off a derivative by the inputs.</summary>
    public void Subtract(Tensor inputs, Tensor gradient)
    {
        var values = model.Activations(inputs, [layer.Name])[0];
        var seed = Derivative(values);
        var pass = model.Gradient(inputs, layer.Name, seed, [model.InputTensor], RuleSet.Standard).Gradients[0];
        for (var i = 0; i < gradient.Length; i++)
            gradient.Values[i] -= (float)(weight * pass.Values[i]);
    }

    /// <summary>D of the layer's values, N×….</summary>
    public double Value(Tensor values)
    {
        var (_, grams, _) = Grams(values);
        return Enumerable.Range(0, grams.Length)
            .Sum(i => Enumerable.Range(0, grams.Length).Where(j => j != i).Sum(j => Dot(grams[i], grams[j]))) / grams.Length;
    }

    /// <summary>∂D by the layer's values.</summary>
    public Tensor Derivative(Tensor values)
    {
        var (planes, grams, norms) = Grams(values);
        var (channels, images) = (layer.Channels, grams.Length);
        var derivative = Tensor.Zeros(values.Shape);
        for (var i = 0; i < images; i++)
        {
            // Every pair stands twice in D: ∂D/∂G_i = (2/B)·Σ_{j≠i} G_j; G is normalised, and G = A·Aᵀ.
            var others = new double[grams[i].Length];
            for (var j = 0; j < images; j++)
                if (j != i)
                    for (var k = 0; k < others.Length; k++)
                        others[k] += 2.0 / images * grams[j][k];
            var along = Dot(others, grams[i]);
            for (var k = 0; k < others.Length; k++)
                others[k] = norms[i] > 0 ? (others[k] - along * grams[i][k]) / norms[i] : 0;
            var result = new float[channels * layer.Plane];
            for (var a = 0; a < channels; a++)
                for (var b = 0; b < channels; b++)
                    for (var p = 0; p < layer.Plane; p++)
                        result[a * layer.Plane + p] += (float)(2 * others[a * channels + b] * planes[i][b * layer.Plane + p]);
            layer.Restore(result, derivative.Item(i));
        }
        return derivative;
    }

    private (float[][] Planes, double[][] Grams, double[] Norms) Grams(Tensor values)
    {
        var planes = Enumerable.Range(0, values.BatchSize).Select(i => layer.ChannelsFirst(values.Item(i)).ToArray()).ToArray();
        var grams = Array.ConvertAll(planes, Gram);
        var norms = Array.ConvertAll(grams, g => Math.Sqrt(Dot(g, g)));
        for (var i = 0; i < grams.Length; i++)
            if (norms[i] > 0)
                grams[i] = Array.ConvertAll(grams[i], g => g / norms[i]);
        return (planes, grams, norms);
    }

    private double[] Gram(float[] planes)
    {
        var gram = new double[layer.Channels * layer.Channels];
        for (var a = 0; a < layer.Channels; a++)
            for (var b = 0; b < layer.Channels; b++)
                for (var p = 0; p < layer.Plane; p++)
                    gram[a * layer.Channels + b] += (double)planes[a * layer.Plane + p] * planes[b * layer.Plane + p];
        return gram;
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
