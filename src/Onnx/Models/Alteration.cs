using VisEval.Core;

namespace VisEval.Onnx.Models;

/// <summary>A change of a model, for <see cref="IModel.With"/>.</summary>
public abstract record Alteration
{
    private Alteration()
    {
    }

    /// <summary>The given layers have new random weights.</summary>
    /// <param name="Layers">Names out of <see cref="INetworkFacts.WeightLayers"/>.</param>
    /// <param name="Seed">Each layer draws from this seed refined by its own name.</param>
    /// <param name="Draw">Where the weights come from.</param>
    public sealed record Randomized(IReadOnlyCollection<string> Layers, Seed Seed, WeightDraw Draw) : Alteration;

    /// <summary>The model takes shifted images: f'(x + <paramref name="Constant"/>) = f(x), up to rounding.</summary>
    /// <remarks>The shift is taken into the bias of the first layer where every reader of the image is a convolution with constant
    /// weights, a batch normalization right after it being folded in; else it is subtracted in front of the network.</remarks>
    /// <param name="Constant">What is added to every value of the image.</param>
    public sealed record ShiftedInput(float Constant) : Alteration;

    /// <summary>The network on mosaics of <paramref name="Grid"/>×<paramref name="Grid"/> images at its own resolution, for a fully
    /// convolutional network.</summary>
    /// <param name="Grid">Rows and columns of images.</param>
    /// <param name="Head">The cell, row by row, whose places alone are averaged to the scores; null for all places.</param>
    /// <param name="Apart">Whether the images go through the network apart, and meet only in the tensor that is averaged.</param>
    public sealed record Enlarged(int Grid, int? Head = null, bool Apart = false) : Alteration;

    /// <summary>The network from an inner tensor on, as a model whose image is that tensor; for methods that change a layer's
    /// values.</summary>
    /// <remarks>Where the network goes round the tensor (a shortcut, a dense connection), what passes beside it keeps the values it has
    /// for the image. A tensor of T×D values an image is an "image" of one channel, T rows and D columns.
    /// The model need not be disposed.</remarks>
    /// <param name="Tensor">The tensor; it must have a row for every image.</param>
    /// <param name="Image">The image, C×H×W values, whose values pass beside the tensor.</param>
    public sealed record CutAfter(string Tensor, Tensor Image) : Alteration;
}
