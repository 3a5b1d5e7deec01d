using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Sampling;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Surrogate;

/// <summary>LIME: the coefficients of a linear model of f_c over which superpixels are shown,
/// min_g Σ_z π(z)·(f_c(x_z) − g(z))² + α|β|², π(z) = √exp(−D²/w²), D = 1 − √(|z|/n); H×W, the coefficient of the
/// pixel's superpixel, signed (Ribeiro et al., 2016).</summary>
/// <remarks>D is the cosine distance of z and (1, …, 1), 1 for z = 0. The first z is all ones, every other is uniform in {0,1}ⁿ, each
/// from a seed of its own. g has an intercept, which is not penalised; α = 1. All superpixels enter g: nothing is selected. Because of the
/// penalty, coefficients shrink when there are few samples.</remarks>
/// <param name="Samples">The number of samples z.</param>
/// <param name="KernelWidth">w.</param>
/// <param name="Segmentation">How the image is divided into superpixels.</param>
/// <param name="Segments">About how many superpixels, where that can be chosen; 0 for the default.</param>
/// <param name="Fill">What hidden superpixels show.</param>
/// <param name="Score">The score f_c.</param>
[Named("lime")]
[Paper("Ribeiro, Singh, Guestrin: \"Why Should I Trust You?\" Explaining the Predictions of Any Classifier, KDD", 2016)]
[Needs(Needs.Forward)]
[Randomized]
[Claims(MapPlace.Pixels, Claims.ClassDiscriminative | Claims.Signed | Claims.ImplementationInvariant)]
[Passes("samples")]
internal sealed record Lime(
    [InRange(2, 1_000_000), About("Images with random superpixels hidden; each costs one forward pass.")] int Samples = 1000,
    [InRange(0.001, 1000), About("Width of the kernel that weighs a sample by its cosine distance from the image.")]
    double KernelWidth = 0.25,
    Superpixels Segmentation = Superpixels.Quickshift,
    [InRange(0, 10_000), About(OptionText.Segments)] int Segments = 0,
    SegmentFill Fill = SegmentFill.Own,
    [About("The score of the images: logit or probability.")] ClassScore Score = ClassScore.Probability)
    : IAttributionMethod
{
    private const double Penalty = 1;

    /// <summary>About how many superpixels.</summary>
    /// <exception cref="InputException">The segmentation finds its own number.</exception>
    public int Segments { get; } = Segmentation.Checked(Segments, "lime");

    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        batch.PerImage(targets, subject =>
        {
            var segments = Segmentation.Of(subject.Image, subject.Size, Segments);
            return new Attribution(segments.Paint(Coefficients(model, subject, segments), subject.Size));
        });

    /// <summary>One coefficient a superpixel.</summary>
    internal double[] Coefficients(IModel model, Subject subject, Segments segments)
    {
        var fill = Fill.Of(subject, segments);
        var shown = new bool[segments.Count];
        var scores = Expansion.Scores(model, subject, Samples, Score, (sample, destination) =>
        {
            Draw(subject.Seed, sample, shown);
            segments.Compose(shown, subject.Image, fill, destination);
        });

        var equations = new NormalEquations(segments.Count);
        for (var sample = 0; sample < Samples; sample++)
        {
            Draw(subject.Seed, sample, shown);
            var distance = 1 - Math.Sqrt((double)shown.Count(s => s) / shown.Length);
            equations.Add(shown, Math.Sqrt(Math.Exp(-distance * distance / (KernelWidth * KernelWidth))), scores[sample]);
        }
        return equations.Ridge(Penalty);
    }

    private static void Draw(Seed seed, int sample, Span<bool> shown)
    {
        var random = seed.For(sample).Random();
        foreach (ref var show in shown)
            show = sample == 0 || random.NextDouble() < 0.5;
    }
}
