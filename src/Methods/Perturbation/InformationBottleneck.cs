using VisEval.Core;
using VisEval.Methods.Shared.Layers;
using VisEval.Methods.Shared.Optimization;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Perturbation;

/// <summary>Information bottleneck attribution, per sample: noise replaces the values of a layer, Z = λR + (1 − λ)ε, ε ~ N(μ, σ²),
/// and λ minimises −ln p_c(Z) + β·mean KL; the map is the information in bits that is left, Σ_k KL[N(λx, (1 − λ)²) ‖
/// N(0, 1)]/ln 2 with x = (R − μ)/σ; h×w at the layer, not negative (Schulz et al., 2020).</summary>
/// <remarks>λ = sigmoid(α), blurred over places with σ = 1; Adam on α with rate 1. μ and σ of every value of the layer are those over
/// the reference images, as published (σ at least 0.01; a value that is 0 in all of them becomes 0 and counts no bits). Without any they
/// are those of each channel over the places of this image; a channel that is constant there has no information about positions: it stays
/// as it is and counts no bits. So do rows of the layer without a position. The bits are those after the last step. The bottleneck lies in
/// the middle of the network (the authors': conv4_1 of VGG-16): at the last layer the class has been decided at every place.</remarks>
/// <param name="Beta">β.</param>
/// <param name="Steps">The number of steps.</param>
/// <param name="Samples">Draws of the noise at every step.</param>
/// <param name="Rate">The learning rate.</param>
/// <param name="Start">α at the start.</param>
/// <param name="Layer">The tensor R, or several.</param>
[Named("information-bottleneck")]
[Paper("Schulz, Sixt, Tombari, Landgraf: Restricting the Flow: Information Bottlenecks for Attribution, ICLR", 2020)]
[Needs(Needs.Forward | Needs.Gradient | Needs.Layer)]
[Randomized]
[UsesReferences]
[Claims(MapPlace.Layer, Claims.ClassDiscriminative)]
[Passes("(steps * samples + references) * layers + 1", "steps * samples * layers")]
internal sealed record InformationBottleneck(
    [InRange(0, 1e6), About("The weight of the information against the loss.")] double Beta = 10,
    [InRange(1, 10_000), About("Steps of the optimisation.")] int Steps = 10,
    [InRange(1, 1000), About("Draws of the noise at every step; each costs one gradient from the layer on.")] int Samples = 10,
    [InRange(1e-6, 100), About("The learning rate of Adam.")] double Rate = 1,
    [InRange(-20, 20), About("The logit of the kept share at the start.")] double Start = 5,
    [About(OptionText.MiddleLayer)] string Layer = "middle")
    : ILayerMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        LayerPass.Activations(model, batch, targets, Layer, state => Explain(model, state));

    private Tensor Explain(IModel model, LayerState state)
    {
        var (size, layer) = (state.Subject.Size, state.Layer);
        var tail = model.After(layer.Name, new Tensor(state.Subject.Image, size.Channels, size.Height, size.Width));
        var moments = state.Subject.Surroundings.References is { } references
            ? FeatureMoments.OfImages(model, layer, references)
            : FeatureMoments.OfPlaces(state);
        var (objective, alpha) = (new BottleneckObjective(tail, state, Beta, Samples, moments), new float[state.Planes.Length]);
        Array.Fill(alpha, (float)Start);
        var (adam, gradient) = (new Adam(alpha.Length, Rate), new float[alpha.Length]);
        for (var t = 0; t < Steps; t++)
        {
            objective.Gradient(alpha, gradient);
            adam.Step(alpha, gradient);
        }
        return new Tensor(objective.Bits(alpha), layer.Height, layer.Width);
    }
}
