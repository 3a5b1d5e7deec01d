using VisEval.Core;
using VisEval.Methods.Shared.Layers;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Representation.Shared;

/// <summary>The layers that a word names.</summary>
internal static class LayerChoice
{
    /// <summary>Of every resolution the last layer.</summary>
    public const string Stages = "stages";

    /// <summary>Words that stand for layers: <c>input</c>, <c>middle</c>, <c>final</c>, <c>stages</c>.</summary>
    public static IReadOnlyList<string> Words { get; } = ["input", "middle", "final", Stages];

    /// <summary>The tensors, each once; a tensor of that name goes before a word.</summary>
    /// <exception cref="InputException">There is none; names the nearest ones and layers to look at.</exception>
    /// <exception cref="NotApplicableException">The word names a layer with places, and the network has none.</exception>
    public static IReadOnlyList<string> Of(IModel model, string text)
    {
        if (NamedLayer.Is(model, text))
            return [text];
        if (Words.Contains(text))
            return [.. SpatialLayer.AllOf(model, text).Select(l => l.Name).Distinct()];
        try
        {
            NamedLayer.Require(model, text);
            return [text];
        }
        catch (InputException unknown) when (model.Network.Landmarks.Stages.Count > 0)
        {
            throw new InputException(
                $"{unknown.Message} Layers with places that every path passes: {string.Join(", ", model.Network.Landmarks.Stages)}. "
                + $"Words: {string.Join(", ", Words)}.");
        }
    }
}
