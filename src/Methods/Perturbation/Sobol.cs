using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Sampling;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Perturbation;

/// <summary>Sobol attribution: the total Sobol index of every cell of a mask, S_i = Σ_n (f(A_n) − f(C_n⁽ⁱ⁾))² / (2N·V̂),
/// C⁽ⁱ⁾ = A with column i from B; g×g, not negative (Fel et al., 2021).</summary>
/// <remarks>Jansen's estimator; V̂ is the variance of f(A) with N − 1. f(m) = f_c(m·x + (1 − m)·fill), m real in [0, 1]. B alone is
/// not run: the estimator does not read f(B), so that N·(g² + 1) images are run where the paper counts N·(g² + 2). An index is the
/// share of the variance that would be left if all other cells were known; interactions count for every cell that takes part, so the sum
/// may exceed 1. Where f does not vary the map is 0.</remarks>
/// <param name="Designs">The number N of rows of A.</param>
/// <param name="Grid">The number g of cells along each side.</param>
/// <param name="Design">How A and B are drawn.</param>
/// <param name="Fill">What a cell fades to.</param>
/// <param name="Upsampling">How a mask is enlarged.</param>
/// <param name="Score">The score f_c; the authors explain networks without their softmax.</param>
[Named("sobol")]
[Paper(
    "Fel, Cadène, Chalvidal, Cord, Vigouroux, Serre: Look at the Variance! Efficient Black-box Explanations "
    + "with Sobol-based Sensitivity Analysis, NeurIPS", 2021)]
[Needs(Needs.Forward)]
[Randomized]
[Claims(MapPlace.Cells, Claims.ClassDiscriminative | Claims.ImplementationInvariant)]
[Passes("designs * (grid * grid + 1)")]
internal sealed record Sobol(
    [InRange(2, 65_536), About("Rows of the design, a power of two for design=net; each costs a forward pass for every cell and one more.")]
    int Designs = 32,
    [InRange(1, 64), About("Cells along each side of the mask.")] int Grid = 8,
    [About("How masks are spread: a low-discrepancy set for every cell, Latin hypercubes, or independent values.")]
    MaskDesign Design = MaskDesign.Net,
    [About("What masked pixels fade to: " + OptionText.Baselines)]
    Baseline Fill = Baseline.Zero,
    MaskUpsampling Upsampling = MaskUpsampling.Nearest,
    [About(OptionText.MaskedScore)] ClassScore Score = ClassScore.Logit)
    : IAttributionMethod
{
    /// <summary>The number of rows of A.</summary>
    /// <exception cref="InputException">It is no power of two, but the points of a net are.</exception>
    public int Designs { get; } = Design != MaskDesign.Net || int.IsPow2(Designs)
        ? Designs
        : throw new InputException(
            $"sobol: designs={Designs} is no power of two, as design=net needs it; take 16, 32, 64, … or design=latin-hypercube.");

    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets)
    {
        var masks = new CellMasks(Grid, batch.Size, Upsampling);
        return batch.PerImage(targets, subject => Explain(model, subject, masks));
    }

    private Attribution Explain(IModel model, Subject subject, CellMasks masks)
    {
        var cells = Grid * Grid;
        var (a, b) = Design.Replicated(Designs, cells, subject.Seed.Random());
        var (row, fill) = (new float[cells], Fill.Of(subject));
        // First the rows of A, then for every cell the rows of A with the cell's column from B.
        var scores = Expansion.Scores(model, subject, Designs * (cells + 1), Score, (sample, destination) =>
        {
            var (block, n) = (sample / Designs, sample % Designs);
            a.AsSpan(n * cells, cells).CopyTo(row);
            if (block > 0)
                row[block - 1] = b[n * cells + block - 1];
            masks.Apply(row, subject.Image, fill, destination);
        });
        return new Attribution(new Tensor(TotalIndices(scores, Designs), Grid, Grid));
    }

    /// <summary>Jansen's estimate of the total indices from f(A), f(C⁽¹⁾), f(C⁽²⁾), …,
    /// each of <paramref name="rows"/> values.</summary>
    internal static float[] TotalIndices(ReadOnlySpan<float> scores, int rows)
    {
        var (mean, variance) = (0.0, 0.0);
        for (var n = 0; n < rows; n++)
            mean += scores[n] / (double)rows;
        for (var n = 0; n < rows; n++)
            variance += (scores[n] - mean) * (scores[n] - mean) / (rows - 1);
        var indices = new float[scores.Length / rows - 1];
        for (var i = 0; i < indices.Length && variance != 0; i++)
        {
            var sum = 0.0;
            for (var n = 0; n < rows; n++)
            {
                var difference = (double)scores[n] - scores[(i + 1) * rows + n];
                sum += difference * difference;
            }
            indices[i] = (float)(sum / (2 * rows * variance));
        }
        return indices;
    }
}
