using VisEval.Core;

namespace VisEval.Onnx.Loading;

/// <summary>What a person says of a network that its file leaves open.</summary>
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

    /// <summary>Nothing is said.</summary>
    public static NetworkChoices None { get; } = new();
}
