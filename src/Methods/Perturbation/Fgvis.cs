using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Sampling;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.Perturbation;

/// <summary>FGVis, deletion game: 1 − m for the mask m, one value for every pixel and channel, that minimises p_c(m ⊙ x) − λ·Σm,
/// while no activation is followed beyond the range between 0 and its value for x; C×H×W in [0, 1] (Wagner et al., 2019).</summary>
/// <remarks>
/// Starts with everything visible and goes down the gradient, divided by its largest magnitude, until another class scores higher and
/// p_c is less than half of what it was. Noise on the masked image keeps the mask from being tuned to single activations. What activations
/// would show beyond what the image holds is evidence made up by the mask; the rule leaves it out, and no smoothing is needed.
/// </remarks>
/// <param name="Iterations">The largest number of steps.</param>
/// <param name="Rate">The step of the value whose gradient is largest.</param>
/// <param name="Visible">λ, the reward for what stays visible.</param>
/// <param name="Noise">The standard deviation of the noise as a fraction of the image's range.</param>
[Named("fgvis")]
[Paper(
    "Wagner, Köhler, Gindele, Hetzel, Wiedemer, Behnke: Interpretable and Fine-Grained Visual Explanations for Convolutional Neural "
    + "Networks, CVPR", 2019)]
[Needs(Needs.Gradient | Needs.Rules)]
[Randomized]
[Claims(MapPlace.Channels, Claims.ClassDiscriminative)]
[Passes("2 * iterations", "iterations", AtMost = true)]
internal sealed record Fgvis(
    [InRange(1, 100_000), About("The largest number of steps; each costs a gradient and a run of the image beside it.")]
    int Iterations = 500,
    [InRange(1e-6, 1), About("The step of the value whose gradient is largest.")] double Rate = 0.1,
    [InRange(0, 1e6), About("The reward for every value of the mask that stays visible.")] double Visible = 1e-9,
    [InRange(0, 10), About(OptionText.Noise)] double Noise = 0.02)
    : IAttributionMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        batch.PerImage(targets, subject => Explain(model, subject));

    private Attribution Explain(IModel model, Subject subject)
    {
        var (image, size) = (subject.Image, subject.Size);
        var reference = new Tensor(image, 1, size.Channels, size.Height, size.Width);
        var masked = Tensor.Zeros(reference.Shape);
        var noise = GaussianNoise.Of(subject.Seed, GaussianNoise.Sigma(image, Noise));
        var seed = ModelExtensions.OneHot([subject.Target], model.ClassCount);
        var (mask, gradient) = (Enumerable.Repeat(1.0, image.Length).ToArray(), new double[image.Length]);
        var first = 0.0;
        for (var t = 0; t < Iterations; t++)
        {
            noise(t, masked.Values);
            for (var i = 0; i < image.Length; i++)
                masked.Values[i] += (float)(mask[i] * image[i]);
            var pass = model.Gradient(masked, seed, [model.InputTensor], RuleSet.BoundedEvidence, reference);
            double score = pass.Scores.Probability(0, subject.Target);
            first = t == 0 ? score : first;
            if (pass.Scores.Top1(0) != subject.Target && score < first / 2)
                break;
            for (var i = 0; i < image.Length; i++)
                gradient[i] = (double)pass.Gradients[0].Values[i] * image[i] - Visible;
            var largest = gradient.Max(Math.Abs);
            if (largest == 0)
                break;
            for (var i = 0; i < mask.Length; i++)
                mask[i] = Math.Clamp(mask[i] - Rate * gradient[i] / largest, 0, 1);
        }
        return subject.AtInput(Array.ConvertAll(mask, m => 1 - m));
    }
}
