using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Optimization;
using VisEval.Onnx.Runtime;

namespace VisEval.Methods.Perturbation;

/// <summary>Information bottleneck attribution, per sample: noise replaces what a layer says, Z = λR + (1 − λ)ε, ε ~ N(μ, σ²), and λ minimises −ln p_c(Z) + β·mean KL; the map is the information
/// in bits that is left, Σ_k KL[N(λx, (1 − λ)²) ‖ N(0, 1)]/ln 2 with x = (R − μ)/σ; h×w at the layer, not negative (Schulz et al., 2020).</summary>
/// <remarks>λ = sigmoid(α), blurred over places with σ = 1; Adam on α with rate 1. The paper estimates μ and σ for every value of the layer from many images; a method sees one, so they are those of each
/// channel over the places of this image, σ at least 0.01 as in the authors' code. A channel that is constant there says nothing of places: it stays as it is and counts no bits, and so do
/// rows of the layer that are no place. The bits are those after the last step.</remarks>
/// <param name="Beta">β.</param>
/// <param name="Steps">The number of steps.</param>
/// <param name="Samples">Draws of the noise at every step.</param>
/// <param name="Rate">The learning rate.</param>
/// <param name="Start">α at the start.</param>
/// <param name="Layer">The tensor R; null for the model's own.</param>
[Named("information-bottleneck")]
[Paper("Schulz, Sixt, Tombari, Landgraf: Restricting the Flow: Information Bottlenecks for Attribution, ICLR", 2020)]
[Needs(Needs.Forward | Needs.Gradient | Needs.Layer)]
[Passes("steps * samples + 1", "steps * samples")]
public sealed record InformationBottleneck(
    [InRange(0, 1e6), About("The weight of the information against the loss.")] double Beta = 10,
    [InRange(1, 10_000), About("Steps of the optimisation.")] int Steps = 10,
    [InRange(1, 1000), About("Draws of the noise at every step; each costs one gradient from the layer on.")] int Samples = 10,
    [InRange(1e-6, 100), About("The learning rate of Adam.")] double Rate = 1,
    [InRange(-20, 20), About("The logit of the kept share at the start.")] double Start = 5,
    [About("The ONNX tensor to look at: its name, input, middle or final; by default final, the last spatial one.")] string? Layer = null)
    : IAttributionMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets)
    {
        var layer = SpatialLayer.Of(model, Layer);
        var activations = model.Activations(batch.Values, [layer.Name])[0];
        return batch.PerImage(targets, subject =>
        {
            var image = new Tensor(subject.Image, subject.Size.Channels, subject.Size.Height, subject.Size.Width);
            var objective = new BottleneckObjective(
                model.After(layer.Name, image), subject.Target, layer, activations.Item(subject.Index).ToArray(), Beta, Samples, subject.Seed.Random());
            var alpha = new float[layer.Channels * layer.Plane];
            Array.Fill(alpha, (float)Start);
            var (adam, gradient) = (new Adam(alpha.Length, Rate), new float[alpha.Length]);
            for (var t = 0; t < Steps; t++)
            {
                objective.Gradient(alpha, gradient);
                adam.Step(alpha, gradient);
            }
            return new Attribution(new Tensor(objective.Bits(alpha), layer.Height, layer.Width));
        });
    }
}
