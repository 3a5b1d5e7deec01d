using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Backpropagation;

/// <summary>Guided integrated gradients: ∫ ∂S_c/∂x ⊙ dx along a path from the baseline x′ to the image x that moves the values
/// with the smallest gradients first and stays near the straight line; C×H×W and signed (Kapishnikov et al., 2021).</summary>
/// <remarks>Step t of n takes the gradient where the path stands and brings the L1 distance to x down to (1 − t/n)·‖x − x′‖₁.
/// Values behind x′ + (t/n − max-dist)(x − x′) are brought up to it; then the <c>fraction</c> of all values with the smallest
/// absolute gradients among those not yet at x′ + (t/n + max-dist)(x − x′) goes there (values tied with the last of them too), and
/// the next such group, until the distance is reached; the last group goes only as far as needed. Every move adds its length times the
/// gradient. <c>max-dist=0</c> is the straight line: integrated gradients by the left Riemann sum; 1 sets no bound. The values sum to
/// S_c(x) − S_c(x′), up to the error of the steps.</remarks>
/// <param name="Steps">The number n of steps.</param>
/// <param name="Fraction">The part of all values that moves together.</param>
/// <param name="MaxDist">How far a value may run ahead of the straight line or stay behind it, as a part of its whole way.</param>
/// <param name="Baseline">Where the path starts, x′.</param>
[Named("guided-ig")]
[Paper("Kapishnikov, Venugopalan, Avci, Wedin, Terry, Bolukbasi: Guided Integrated Gradients, CVPR", 2021)]
[Complete("baseline")]
[Needs(Needs.Gradient)]
[Claims(MapPlace.Channels, Claims.ClassDiscriminative | Claims.Signed | Claims.ImplementationInvariant)]
[Passes("steps", "steps")]
internal sealed record GuidedIg(
    [InRange(1, 10_000), About("Steps from the baseline to the image; each costs one gradient, one after the other.")] int Steps = 200,
    [InRange(0.01, 1), About("The part of the values, those with the smallest gradients, that moves together.")] double Fraction = 0.25,
    [InRange(0, 1), About("How far a value may deviate from the straight path, as a part of its way; 0 is the straight path.")]
    double MaxDist = 0.02,
    [About("Where the path starts: " + OptionText.Baselines)]
    Baseline Baseline = Baseline.Zero)
    : IAttributionMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        batch.PerImage(targets, subject =>
        {
            var size = subject.Size;
            var path = new GuidedPath(Baseline.Of(subject), subject.Image, Fraction, MaxDist);
            var here = Tensor.Zeros(1, size.Channels, size.Height, size.Width);
            for (var step = 1; step <= Steps; step++)
            {
                path.CopyTo(here.Values);
                path.Advance(model.Gradient(here, [subject.Target], model.InputTensor).Gradients[0].Values, (double)step / Steps);
            }
            return new Attribution(new Tensor(path.Integral(), size.Channels, size.Height, size.Width));
        });
}
