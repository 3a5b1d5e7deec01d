using MathNet.Numerics.LinearAlgebra;
using VisEval.Core;
using VisEval.Methods.Shared.Layers;
using VisEval.Onnx.Models;

namespace VisEval.Methods.ActivationMapping;

/// <summary>DFF, deep feature factorization: ReLU(A) ≈ Σ_f h_f w_fᵀ without negative values, h_f the places of concept f and w_f its
/// channels; the map is h_f |w_f| of the concept that alone gives the class its highest score; h×w at the layer, not negative (Collins et
/// al., 2018).</summary>
/// <remarks>The paper shows all concepts and knows no class. Here each is fed alone, as h_f w_fᵀ, to the rest of the network;
/// pytorch-grad-cam labels concepts in the same spirit. A factorization is not unique: the authors' start is drawn, and with it the map
/// changed from seed to seed (mean correlation .54 to .85 on the embedded networks); here it is that of the singular vectors. Of the
/// authors' 200 updates and tolerance of 10⁻⁴ more change the map, even the chosen concept; of 5000 and 10⁻⁷ hardly (correlation
/// .99 with 30,000 updates). The layer is factorized in units of its mean. See <see cref="NonNegativeFactors"/> for the start and for when
/// the updates end. With one concept it is Eigen-CAM of a layer without negative values.</remarks>
/// <param name="Factors">The number of concepts.</param>
/// <param name="Iterations">The largest number of updates.</param>
/// <param name="Tolerance">The progress that ends the updates.</param>
/// <param name="Score">The score that chooses the concept.</param>
/// <param name="Layer">The tensor A, K×h×w; null for the model's own.</param>
[Named("dff")]
[Paper("Collins, Achanta, Süsstrunk: Deep Feature Factorization for Concept Discovery, ECCV", 2018)]
[Needs(Needs.Forward | Needs.Layer)]
[Claims(MapPlace.Layer, Claims.ClassDiscriminative)]
[Passes("factors * layers + 1")]
[Dialect("collins", "iterations=200,tolerance=1e-4")]
internal sealed record Dff(
    [InRange(1, 1000), About("Concepts that the layer is taken apart into; each costs one pass from the layer on.")] int Factors = 4,
    [InRange(1, 100_000), About("Updates of the factorization, at most.")] int Iterations = 5000,
    [InRange(0, 1), About("The updates end when ten of them lower the error by less than this fraction of the first error.")]
    double Tolerance = 1e-7,
    [About("The score that chooses the concept: logit or probability.")] ClassScore Score = ClassScore.Logit,
    [About(OptionText.Layer)] string? Layer = null)
    : ILayerMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        LayerPass.Activations(model, batch, targets, Layer, state => Map(model, state));

    private Tensor Map(IModel model, LayerState state)
    {
        var layer = state.Layer;
        // The start and the end of the updates know sizes near 1: in units of the mean nothing depends on the unit of the layer.
        var mean = state.Planes.Average(v => (double)MathF.Max(v, 0));
        var unit = mean > 0 && double.IsFinite(mean) ? mean : 1;
        // A column of the matrix is a channel.
        var activations = Matrix<double>.Build.Dense(
            layer.Plane, layer.Channels, Array.ConvertAll(state.Planes, v => MathF.Max(v, 0) / unit));
        var (places, channels) = NonNegativeFactors.Of(activations, Factors, Iterations, Tolerance);
        places *= unit;
        var scores = state.ScoresAfter(model, Factors, Score, (factor, planes) =>
        {
            for (var i = 0; i < planes.Length; i++)
                planes[i] = (float)(places[i % layer.Plane, factor] * channels[factor, i / layer.Plane]);
        });
        var chosen = Array.IndexOf(scores, scores.Max());
        var map = places.Column(chosen) * channels.Row(chosen).L2Norm();
        return new Tensor([.. map.Select(v => (float)v)], layer.Height, layer.Width);
    }
}
