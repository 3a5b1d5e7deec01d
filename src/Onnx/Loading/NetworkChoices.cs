using System.Collections.Frozen;
using VisEval.Core;

namespace VisEval.Onnx.Loading;

/// <summary>What a person says of a network that its file leaves open; null where nothing is said.</summary>
/// <param name="Size">The image size, for a network that leaves it free.</param>
/// <param name="Output">The tensor that holds the scores, for a network with several outputs.</param>
/// <param name="Kind">How the scores are meant, for a network that does not end in a softmax or a sigmoid.</param>
public sealed record NetworkChoices(ImageSize? Size = null, string? Output = null, ScoreKind? Kind = null)
{
    /// <summary>For a network whose first scores are none of the classes (a background): class c is score c + this; 0 for all.</summary>
    public int LabelOffset { get; init; }

    /// <summary>For a network with other classes, or in another order: for every class, which of the network's scores it is; null where
    /// they are the classes.</summary>
    public IReadOnlyList<int>? LabelMap { get; init; }

    /// <summary>The names of the classes, in their order; null for those that the file holds, if any.</summary>
    public IReadOnlyList<string>? ClassNames { get; init; }

    /// <summary>For a network with a plane of scores a class (segmentation): how a plane becomes one score; null for none.</summary>
    public ScoreReduction? Reduction { get; init; }

    /// <summary>Of so many scores of a network those of the classes, in their order; null for all as they are.</summary>
    /// <exception cref="InputException">There are fewer scores.</exception>
    public IReadOnlyList<int>? ScoresOf(int count)
    {
        if (LabelOffset >= count)
            throw new InputException($"labelOffset {LabelOffset} leaves no class: the network gives {count} scores.");
        if (LabelMap?.FirstOrDefault(score => score >= count, -1) is >= 0 and var missing)
            throw new InputException($"labelMap names score {missing}; the network gives {count} scores, 0 to {count - 1}.");
        return LabelMap ?? (LabelOffset == 0 ? null : [.. Enumerable.Range(LabelOffset, count - LabelOffset)]);
    }

    /// <summary>The tensor that class activation methods use by default; null to find it.</summary>
    public string? CamTensor { get; init; }

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
        Reduction = Reduction ?? other.Reduction,
        Plane = Plane ?? other.Plane,
        Inputs = Inputs.Count > 0 ? Inputs : other.Inputs,
        AtHand = AtHand ?? other.AtHand,
        CamTensor = CamTensor ?? other.CamTensor,
        ClassNames = ClassNames ?? other.ClassNames,
        LabelOffset = SaysLabels ? LabelOffset : other.LabelOffset,
        LabelMap = SaysLabels ? LabelMap : other.LabelMap,
    };

    // Each says the same in its own way: one of here does not join one of there.
    private bool SaysLabels => LabelOffset != 0 || LabelMap is not null;
}

/// <summary>Rows and columns of an image.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
public readonly record struct PlaneSize(int Height, int Width);
