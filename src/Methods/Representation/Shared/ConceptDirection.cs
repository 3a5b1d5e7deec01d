namespace VisEval.Methods.Representation.Shared;

/// <summary>A direction that separates concept images from others: v = Σ β_i·x_i, and the scalar product ⟨v, x̄⟩ at which it divides
/// them.</summary>
/// <param name="Images">Which images x_i, of all.</param>
/// <param name="Weights">β, adding up to 0.</param>
/// <param name="Border">⟨v, x̄⟩, x̄ the mean of these images.</param>
internal sealed record ConceptDirection(IReadOnlyList<int> Images, double[] Weights, double Border)
{
    // Of a length. Its square is worked out in double precision from rows of single precision.
    private const double Rounding = 1e-6;

    /// <summary>v from the weights of the centred images x_i − x̄.</summary>
    /// <param name="gram">⟨x_i, x_j⟩ of all images.</param>
    /// <param name="images">Which of them.</param>
    /// <param name="weights">One each.</param>
    public static ConceptDirection Of(GramMatrix gram, IReadOnlyList<int> images, double[] weights)
    {
        var mean = weights.Sum() / weights.Length;
        var centred = Array.ConvertAll(weights, w => w - mean);
        return new ConceptDirection(images, centred, images.Average(i => Product(gram.Row(i), images, centred)));
    }

    /// <summary>⟨v, z⟩ for a z of which the scalar products with all images are known.</summary>
    public double Along(ReadOnlySpan<double> products) => Product(products, Images, Weights);

    /// <summary>‖v‖.</summary>
    public double Length(GramMatrix gram)
    {
        var sum = 0.0;
        for (var i = 0; i < Images.Count; i++)
            sum += Weights[i] * Along(gram.Row(Images[i]));
        return Math.Sqrt(Math.Max(0, sum));
    }

    /// <summary>Whether the images it is made of do not differ along it: v = 0 up to rounding, and nothing rises or lies along
    /// it.</summary>
    /// <param name="gram">⟨x_i, x_j⟩ of all images.</param>
    public bool IsNone(GramMatrix gram)
    {
        var size = 0.0;
        for (var i = 0; i < Images.Count; i++)
            size += Math.Abs(Weights[i]) * Math.Sqrt(gram[Images[i], Images[i]]);
        return !(Length(gram) > Rounding * size);
    }

    private static double Product(ReadOnlySpan<double> products, IReadOnlyList<int> images, double[] weights)
    {
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
            sum += weights[i] * products[images[i]];
        return sum;
    }
}
