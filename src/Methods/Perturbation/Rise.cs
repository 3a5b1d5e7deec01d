using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Sampling;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Perturbation;

/// <summary>RISE: 1/(N·p) · Σ_i f_c(x ⊙ M_i) · M_i over N random masks; H×W, not negative for probabilities (Petsiuk et al.,
/// 2018).</summary>
/// <remarks>The sum is divided by the expected coverage N·p, not by the coverage of the masks drawn. Masks are drawn from the image's seed
/// in chunks and never all held at once; see <see cref="RiseMasks"/>. Masked pixels go to 0 in normalised space.</remarks>
/// <param name="Masks">The number N of masks; each costs one forward pass.</param>
/// <param name="Grid">The number s of cells along each side of the coarse mask.</param>
/// <param name="Probability">The probability p that a cell is kept.</param>
/// <param name="Score">The score f_c.</param>
[Named("rise")]
[Paper("Petsiuk, Das, Saenko: RISE, BMVC", 2018)]
[Needs(Needs.Forward)]
[Randomized]
[Claims(MapPlace.Pixels, Claims.ClassDiscriminative | Claims.ImplementationInvariant)]
[Passes("masks")]
internal sealed record Rise(
    [InRange(1, 1_000_000), About("Random masks; each costs one forward pass.")] int Masks = 4000,
    [InRange(1, 100), About("Cells along each side of the coarse mask.")] int Grid = 7,
    [InRange(0.01, 1), About("The probability that a cell is kept.")] double Probability = 0.5,
    [About(OptionText.MaskedScore)] ClassScore Score = ClassScore.Probability)
    : IAttributionMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets)
    {
        var masks = new RiseMasks(Grid, Probability, batch.Size.Height, batch.Size.Width);
        return batch.PerImage(targets, subject =>
            Explain(model, subject, (sample, mask) => masks.Draw(subject.Seed.For(sample).Random(), mask)));
    }

    /// <summary>The same with masks from outside, H·W values each.</summary>
    internal Attribution Explain(IModel model, Subject subject, Expansion.Draw drawMask)
    {
        var (size, chunkSize) = (subject.Size, Expansion.ChunkSize(subject.Size));
        var masks = new float[Math.Min(chunkSize, Masks) * size.Pixels];
        var sum = new double[size.Pixels];

        Span<float> Slot(int sample) => masks.AsSpan(sample % chunkSize * size.Pixels, size.Pixels);
        Expansion.ForEach(
            size, Masks,
            (sample, destination) =>
            {
                drawMask(sample, Slot(sample));
                SpanMath.Mask(subject.Image, Slot(sample), destination);
            },
            (first, chunk) =>
            {
                var scores = model.Predict(chunk);
                for (var s = 0; s < chunk.BatchSize; s++)
                    SpanMath.AddScaled(Slot(first + s), scores.Of(Score, s, subject.Target), sum);
            });

        var scale = 1 / (Masks * Probability);
        return new Attribution(new Tensor(Array.ConvertAll(sum, v => (float)(v * scale)), size.Height, size.Width));
    }
}
