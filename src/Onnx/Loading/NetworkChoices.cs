using VisEval.Core;

namespace VisEval.Onnx.Loading;

/// <summary>What a person says of a network that its file leaves open.</summary>
/// <param name="Size">The image size, for a network that leaves it free.</param>
/// <param name="Output">The tensor that holds the scores, for a network with several outputs.</param>
/// <param name="Kind">How the scores are meant, for a network that does not end in a softmax or a sigmoid.</param>
public sealed record NetworkChoices(ImageSize? Size = null, string? Output = null, ScoreKind? Kind = null)
{
    /// <summary>Nothing is said.</summary>
    public static NetworkChoices None { get; } = new();
}
