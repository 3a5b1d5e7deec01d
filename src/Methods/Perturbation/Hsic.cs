using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Sampling;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Perturbation;

/// <summary>HSIC attribution: the Hilbert–Schmidt independence criterion tr(K_i H L H)/n² between cell i of n random binary masks and
/// the score of the masked image; g×g, not negative (Novello et al., 2022).</summary>
/// <remarks>K_i(m, m′) = 1[m = m′], L(y, y′) = exp(−(y − y′)²/2σ²), H = 1 − 11ᵀ/n. For a binary cell
/// H·K_i·H = 2·m̃·m̃ᵀ with m̃ = m − mean(m), so the criterion is 2/n²·Σ_ab m̃_a L_ab m̃_b: n²·g² operations, and L is
/// never stored. The authors' code divides by n instead of n². Masks are a Latin hypercube cut at ½: of an even number, each cell is kept
/// in exactly half.</remarks>
/// <param name="Masks">The number n of masks.</param>
/// <param name="Grid">The number g of cells along each side.</param>
/// <param name="Width">The width σ.</param>
/// <param name="Fill">What a hidden cell becomes.</param>
/// <param name="Upsampling">How a mask is enlarged.</param>
/// <param name="Score">The score y; the authors explain networks without their softmax.</param>
[Named("hsic")]
[Paper("Novello, Fel, Vigouroux: Making Sense of Dependence: Efficient Black-box Explanations Using Dependence Measure, NeurIPS", 2022)]
[Needs(Needs.Forward)]
[Randomized]
[Claims(MapPlace.Cells, Claims.ClassDiscriminative | Claims.ImplementationInvariant)]
[Passes("masks")]
[Dialect("xplique", "masks=500,grid=8")]
internal sealed record Hsic(
    [InRange(2, 20_000), About("Random masks; each costs one forward pass.")] int Masks = 1500,
    [InRange(1, 64), About("Cells along each side of the mask.")] int Grid = 7,
    [About("The width of the kernel on scores: the median score, or the median distance of two scores.")]
    KernelWidth Width = KernelWidth.Outputs,
    [About("What hidden pixels become: " + OptionText.Baselines)]
    Baseline Fill = Baseline.Zero,
    MaskUpsampling Upsampling = MaskUpsampling.Nearest,
    [About(OptionText.MaskedScore)] ClassScore Score = ClassScore.Logit)
    : IAttributionMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets)
    {
        var masks = new CellMasks(Grid, batch.Size, Upsampling);
        return batch.PerImage(targets, subject => Explain(model, subject, masks));
    }

    private Attribution Explain(IModel model, Subject subject, CellMasks masks)
    {
        var (cells, fill) = (Grid * Grid, Fill.Of(subject));
        var kept = MaskDesigns.LatinHypercube(Masks, cells, subject.Seed.Random());
        foreach (ref var cell in kept.AsSpan())
            cell = cell < 0.5f ? 0 : 1;
        var scores = Expansion.Scores(model, subject, Masks, Score, (sample, destination) =>
            masks.Apply(kept.AsSpan(sample * cells, cells), subject.Image, fill, destination));
        return new Attribution(new Tensor(Dependence(kept, cells, scores, Width.Of(scores)), Grid, Grid));
    }

    /// <summary>The criterion of every column of n×cells binary values with n scores.</summary>
    internal static float[] Dependence(float[] values, int cells, float[] scores, double width)
    {
        var centred = Centred(values, cells);
        var (criterion, sum) = (new double[cells], new double[cells]);
        for (var a = 0; a < scores.Length; a++)
        {
            // The kernel is symmetric, and 1 for a score and itself.
            Array.Clear(sum);
            for (var b = 0; b < a; b++)
                SpanMath.AddScaled(centred.AsSpan(b * cells, cells), Kernel(scores[a], scores[b], width), sum);
            for (var i = 0; i < cells; i++)
            {
                double value = centred[a * cells + i];
                criterion[i] += value * (2 * sum[i] + value);
            }
        }
        return Array.ConvertAll(criterion, c => (float)(2 * c / ((double)scores.Length * scores.Length)));
    }

    // For width 0 the limit: equal scores or not.
    private static double Kernel(double a, double b, double width) =>
        a == b ? 1 : Math.Exp(-(a - b) * (a - b) / (2 * width * width));

    private static float[] Centred(float[] values, int cells)
    {
        var (count, sum) = (values.Length / cells, new double[cells]);
        for (var n = 0; n < count; n++)
            SpanMath.AddScaled(values.AsSpan(n * cells, cells), 1, sum);
        return [.. values.Select((v, i) => (float)(v - sum[i % cells] / count))];
    }
}
