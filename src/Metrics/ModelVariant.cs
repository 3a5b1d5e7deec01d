using VisEval.Core;

namespace VisEval.Metrics;

/// <summary>Which copy of a model: with its own weights, with others, or for shifted images.</summary>
public abstract record ModelVariant
{
    /// <summary>The weights it was given.</summary>
    public static ModelVariant Trained { get; } = new TrainedWeights();

    /// <summary>The dataset's network of the same architecture that was trained on random labels.</summary>
    public static ModelVariant RandomLabels { get; } = new RandomLabelWeights();

    /// <summary>Some layers re-drawn: <paramref name="Count"/> of them, from the <paramref name="First"/>-th on, counted from 0 at
    /// the output.</summary>
    /// <param name="First">The layer nearest the output that is re-drawn; 0 is the last layer.</param>
    /// <param name="Count">The number of layers.</param>
    /// <param name="Draw">Where the new weights come from.</param>
    public sealed record Randomized(int First, int Count, WeightDraw Draw = WeightDraw.Normal) : ModelVariant;

    /// <summary>The same function of images that are shifted by a constant: f'(x + <paramref name="Constant"/>) = f(x).</summary>
    /// <param name="Constant">What is added to every value of the normalised image.</param>
    public sealed record ShiftedInput(double Constant) : ModelVariant;

    /// <summary>A fully convolutional network on mosaics of <paramref name="Grid"/>×<paramref name="Grid"/> images at its own resolution.
    /// </summary>
    /// <param name="Grid">Rows and columns of images.</param>
    /// <param name="Head">The cell, row by row, that the head sees; null for all of them.</param>
    /// <param name="Apart">Whether the images go through the network apart and meet only in front of the head.</param>
    public sealed record Enlarged(int Grid, int? Head = null, bool Apart = false) : ModelVariant;

    /// <summary>See <see cref="Trained"/>.</summary>
    public sealed record TrainedWeights : ModelVariant;

    /// <summary>See <see cref="RandomLabels"/>.</summary>
    public sealed record RandomLabelWeights : ModelVariant;
}
