using System.Collections.Frozen;
using VisEval.Core;

namespace VisEval.Onnx.Loading;

/// <summary>What a person says of a network that its file leaves open; null where nothing is said.</summary>
/// <param name="Size">The image size, for a network that leaves it free.</param>
/// <param name="Output">The tensor that holds the scores, for a network with several outputs.</param>
/// <param name="Kind">How the scores are meant, for a network that does not end in a softmax or a sigmoid.</param>
public sealed record NetworkChoices(ImageSize? Size = null, string? Output = null, ScoreKind? Kind = null)
{
    /// <summary>Nothing is said.</summary>
    public static NetworkChoices None { get; } = new();

    /// <summary>Height and width alone; they stand before those of <see cref="Size"/>.</summary>
    public PlaneSize? Plane { get; init; }

    /// <summary>Values of further inputs that are held constant, by the input's name: one for the whole tensor, or all of them.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> Inputs { get; init; } =
        FrozenDictionary<string, IReadOnlyList<double>>.Empty;

    /// <summary>The size of the images at hand, for what neither the file nor a person says; null where there are none.</summary>
    public ImageSize? AtHand { get; init; }

    /// <summary>Channels, height and width as far as they are said.</summary>
    public IReadOnlyList<long?> Lengths => [Size?.Channels, Plane?.Height ?? Size?.Height, Plane?.Width ?? Size?.Width];

    /// <summary>What is said here, and what is left open from <paramref name="other"/>.</summary>
    public NetworkChoices Or(NetworkChoices? other) => other is null ? this : this with
    {
        Size = Size ?? other.Size,
        Output = Output ?? other.Output,
        Kind = Kind ?? other.Kind,
        Plane = Plane ?? other.Plane,
        Inputs = Inputs.Count > 0 ? Inputs : other.Inputs,
        AtHand = AtHand ?? other.AtHand,
    };
}

/// <summary>Rows and columns of an image.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
public readonly record struct PlaneSize(int Height, int Width);
