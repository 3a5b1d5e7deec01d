using VisEval.Core;
using VisEval.Methods.Shared.Graphs;
using VisEval.Methods.Shared.Layers;
using VisEval.Methods.Shared.Sampling;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.ActivationMapping;

/// <summary>Smooth Grad-CAM++: Grad-CAM++ with the derivatives averaged over n noisy images x + ε, ε ~ N(0, σ²); h×w at the layer
/// (Omeiza et al., 2019).</summary>
/// <remarks>α = ⟨g²⟩ / (2⟨g²⟩ + ⟨g³⟩ Σ_ab A_kab), w_k = Σ_ij α_kij ReLU(⟨g⟩), ⟨⟩ the mean over the samples,
/// A that of the clean image. As in Grad-CAM++ the numerator is the second derivative; the paper prints the first, as torch-cam remarks.
/// The factor exp(S_c) of the derivatives is left out, or the sample with the highest score would be the whole mean. Where the gradient at
/// the layer does not depend on the image, before a mean and a linear layer, the noise changes nothing.</remarks>
/// <param name="Samples">The number n of noisy images.</param>
/// <param name="Sigma">σ in the units of the normalised image.</param>
/// <param name="Layer">The tensor A, K×h×w; null for the model's own.</param>
[Named("smooth-grad-cam++")]
[Paper("Omeiza, Speakman, Cintas, Weldermariam: Smooth Grad-CAM++, arXiv:1908.01224", 2019)]
[Needs(Needs.Gradient | Needs.Layer)]
[Randomized]
[Claims(MapPlace.Layer, Claims.ClassDiscriminative)]
[Passes("samples + 1", "samples")]
internal sealed record SmoothGradCamPlusPlus(
    [InRange(1, 100_000), About("Noisy copies of the image whose derivatives are averaged.")] int Samples = 4,
    [InRange(0, 100), About("Standard deviation of the noise, in the units of the normalised image.")] double Sigma = 0.3,
    [About(OptionText.Layer)] string? Layer = null)
    : ILayerMethod, IGraphMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets)
    {
        var layers = LayerPass.Layers(model, Layer);
        return LayerPass.EachImage(model, batch, targets, layers, states =>
        {
            var moments = layers.Select(l => new Moments(l.Channels * l.Plane)).ToList();
            var subject = states[0].Subject;
            var copies = GaussianNoise.Copies(subject, GaussianNoise.Of(subject.Seed, Sigma));
            LayerPass.GradientsOf(model, subject, layers, Samples, copies, (l, gradient) => moments[l].Add(gradient, Samples));
            return [.. states.Select((state, l) => state.Layer.Combine(state.Planes, Weights(state, moments[l]), relu: true))];
        });
    }

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph)
    {
        string[] names = [.. LayerPass.Layers(graph.Model, Layer).Select(l => l.Name)];
        var copies = StoredDraws.Copies(graph, Samples, graph.Images.Number(Sigma));
        string[] tensors = [.. names.SelectMany(name => new[] { name, name, name })];
        var means = SampleLoop.Sums(graph, Samples, tensors, (inner, sample) =>
        [
            .. inner.At(copies(inner, sample)).Gradient(inner.Targets, names, RuleSet.Standard).Gradients.SelectMany(gradient =>
            {
                var (g, samples) = (gradient.Widened(), gradient.Number(Samples));
                return new[] { g / samples, g * g / samples, g * g * g / samples };
            }),
        ]);
        return LayerGraph.Activations(graph, Layer, (layer, a) =>
        {
            var first = 3 * Array.IndexOf(names, layer.Name);
            Value Mean(int power) => LayerGraph.Planes(layer, means[first + power - 1]);
            return GradCamPlusPlus.Map(a, Mean(1), Mean(2), Mean(3), epsilon: 0);
        });
    }

    private static double[] Weights(LayerState state, Moments mean)
    {
        var (weights, totals) = (new double[state.Layer.Channels], state.Layer.Sums(state.Planes));
        for (var k = 0; k < weights.Length; k++)
            for (var i = k * state.Layer.Plane; i < (k + 1) * state.Layer.Plane; i++)
                weights[k] += GradCamPlusPlus.Alpha(mean.Second[i], mean.Third[i], totals[k], epsilon: 0) * Math.Max(mean.First[i], 0);
        return weights;
    }

    /// <summary>The means of g, g² and g³.</summary>
    private sealed class Moments(int length)
    {
        public double[] First { get; } = new double[length];

        public double[] Second { get; } = new double[length];

        public double[] Third { get; } = new double[length];

        public void Add(ReadOnlySpan<float> gradient, int samples)
        {
            for (var i = 0; i < gradient.Length; i++)
            {
                double g = gradient[i];
                First[i] += g / samples;
                Second[i] += g * g / samples;
                Third[i] += g * g * g / samples;
            }
        }
    }
}
