using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Resampling;
using VisEval.Methods.Shared.Sampling;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Backpropagation;

/// <summary>Blur integrated gradients: −Σ_i (σ_{i+1} − σ_i) · [L(σ_i + h) − L(σ_i)]/h ⊙ ∂S_c/∂x at L(σ_i), with L(σ)
/// the image blurred by a Gaussian of width σ, from σ_0 = 0, the image itself, to σ_max; C×H×W and signed (Xu et al., 2020).</summary>
/// <remarks>The values sum to S_c(x) − S_c(L(σ_max)), up to the error of the sum, which leaves out σ_max as the authors' does.
/// What lies beyond the border is 0 in normalised space and the kernel is cut at 4σ, as in the authors' code; the strongest blur is
/// therefore dark towards the border where 0 is dark. σ_max scales with the picture (see <see cref="PictureScale"/>), so that small images
/// are blurred as much as large ones; the authors' code takes it in pixels, which is the same at 224×224. Its square-root spacing ends at
/// √max-sigma; ours at σ_max.</remarks>
/// <param name="MaxSigma">The largest σ, for a picture of 224×224.</param>
/// <param name="Steps">The number n of points on the path.</param>
/// <param name="GradStep">The step h of the derivative by σ, in pixels.</param>
/// <param name="Spacing">How the σ_i are spread.</param>
[Named("blur-ig")]
[Paper("Xu, Venugopalan, Sundararajan: Attribution in Scale and Space, CVPR", 2020)]
[Needs(Needs.Gradient)]
[Claims(MapPlace.Channels, Claims.ClassDiscriminative | Claims.Signed | Claims.ImplementationInvariant)]
[Passes("steps", "steps")]
internal sealed record BlurIg(
    [InRange(0.1, 1000), About("Width of the strongest blur, in pixels of a picture of 224×224.")]
    double MaxSigma = 50,
    [InRange(1, 10_000), About("Points on the path from the image to the blurred image; each costs one gradient.")] int Steps = 100,
    [InRange(1e-4, 10), About("Step in pixels of the derivative of the blurred image by the width of the blur.")] double GradStep = 0.01,
    [About("Equal steps of the blur's width (linear) or of its square (sqrt).")] SigmaSpacing Spacing = SigmaSpacing.Linear)
    : IAttributionMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets)
    {
        var size = batch.Size;
        var sigmas = Spacing.Sigmas(size.Scaled(MaxSigma), Steps);
        var changes = new float[Math.Min(Steps, Expansion.ChunkSize(size))][];
        for (var i = 0; i < changes.Length; i++)
            changes[i] = new float[size.Length];
        return batch.PerImage(targets, subject =>
        {
            var (scales, sum) = (new ScaleSpace(subject.Image, size), new double[size.Length]);
            Expansion.ForEachGradient(
                model, subject, Steps,
                (step, destination) => scales.At(sigmas[step], GradStep, destination, changes[step % changes.Length]),
                (step, gradient) =>
                {
                    var change = changes[step % changes.Length];
                    SpanMath.Multiply(gradient, change, change);
                    SpanMath.AddScaled(change, sigmas[step] - sigmas[step + 1], sum);
                });
            return subject.AtInput(sum);
        });
    }
}
