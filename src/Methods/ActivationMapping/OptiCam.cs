using VisEval.Core;
using VisEval.Methods.Shared.Layers;
using VisEval.Methods.Shared.Optimization;
using VisEval.Onnx.Models;

namespace VisEval.Methods.ActivationMapping;

/// <summary>Opti-CAM: the mask M(u) = n(↑Σ_k softmax(u)_k ReLU(A_k)), ↑ upsampling, n scaling to [0, 1], for the u that maximises
/// f_c(x ⊙ M(u)); H×W in [0, 1] (Zhang et al., 2024).</summary>
/// <remarks>Adam on u from equal weights. Convergence, as in the authors' code: at every tenth of the iterations the score is compared with
/// that a tenth before; where it fell, the mask of then is the result. On the
/// embedded networks the published 100 steps are near 1000 for the convolutional ones (mean correlation of the maps .90 and .94), not for
/// the transformer (.65). A layer whose equally weighted channels are constant over the image
/// gives a map of zeros.</remarks>
/// <param name="Iterations">The largest number of steps.</param>
/// <param name="Rate">The learning rate of Adam.</param>
/// <param name="Score">The score f_c.</param>
/// <param name="Layer">The tensor A, K×h×w; null for the model's own.</param>
[Named("opti-cam")]
[Paper("Zhang, Torres, Sicre, Avrithis, Ayache: Opti-CAM, Computer Vision and Image Understanding", 2024)]
[Needs(Needs.Forward | Needs.Gradient | Needs.Layer)]
[Claims(MapPlace.Pixels, Claims.ClassDiscriminative)]
[Passes("iterations * layers + 1", "iterations * layers", AtMost = true)]
internal sealed record OptiCam(
    [InRange(1, 100_000), About("Steps of the optimisation, at most; each costs one gradient.")] int Iterations = 100,
    [InRange(1e-6, 10), About("The learning rate of Adam.")] double Rate = 0.1,
    [About(OptionText.MaskedScore)] ClassScore Score = ClassScore.Logit,
    [About(OptionText.Layer)] string? Layer = null)
    : ILayerMethod
{
    private const int Checks = 10;

    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        LayerPass.Activations(model, batch, targets, Layer, state => Map(new ChannelMixture(model, state, Score), state));

    private Tensor Map(ChannelMixture mixture, LayerState state)
    {
        var size = state.Subject.Size;
        var (u, gradient, previous) = (new float[state.Layer.Channels], new float[state.Layer.Channels], double.NegativeInfinity);
        var (adam, mask) = (new Adam(u.Length, Rate), mixture.Mask(u));
        for (var step = 0; step < Iterations && mask.AsSpan().ContainsAnyExcept(0f); step++)
        {
            var score = mixture.Gradient(u, mask, gradient);
            if (step % Math.Max(Iterations / Checks, 1) == 0)
            {
                if (score < previous)
                    break;
                previous = score;
            }
            // Adam goes downhill.
            foreach (ref var value in gradient.AsSpan())
                value = -value;
            adam.Step(u, gradient);
            mask = mixture.Mask(u);
        }
        return new Tensor(mask, size.Height, size.Width);
    }
}
