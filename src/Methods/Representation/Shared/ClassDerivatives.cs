using VisEval.Methods.Representation.Contracts;

namespace VisEval.Methods.Representation.Shared;

/// <summary>The derivatives of a class score at a layer, kept as their scalar products with all images' values: no direction made of these
/// images needs more.</summary>
/// <param name="Target">The class.</param>
/// <param name="Images">Its images.</param>
/// <param name="Products">By image of the class ⟨∂S_c/∂layer, x_i⟩ for every i.</param>
/// <param name="Zeros">How many of the derivatives are zero everywhere.</param>
internal sealed record ClassDerivatives(int Target, IReadOnlyList<int> Images, double[][] Products, int Zeros)
{
    /// <summary>One forward and backward pass for every image of the class.</summary>
    public static ClassDerivatives Of(
        Study study, StudiedLayer layer, int target, IReadOnlyList<int> images, ClassScore score, float[][] rows)
    {
        var (products, zeros) = (new double[images.Count][], 0);
        LayerSweep.Gradients(study, layer, images, target, score, (_, gradient) => Multiplied(gradient, rows), (i, found) =>
        {
            products[i] = found.Products;
            zeros += found.IsZero ? 1 : 0;
        });
        return new ClassDerivatives(target, images, products, zeros);
    }

    /// <summary>By image of the class whether the score rises along a direction, 1 or 0 (a derivative of 0 is no rise).</summary>
    public double[] Rises(ConceptDirection direction) => Array.ConvertAll(Products, p => direction.Along(p) > 0 ? 1.0 : 0.0);

    private static (double[] Products, bool IsZero) Multiplied(Memory<float> gradient, float[][] rows)
    {
        var isZero = !gradient.Span.ContainsAnyExcept(0f);
        return (isZero ? new double[rows.Length] : Array.ConvertAll(rows, row => GramMatrix.Dot(gradient.Span, row)), isZero);
    }
}
