using VisEval.Core;
using VisEval.Onnx.Models;

namespace VisEval.Methods;

/// <summary>Whether a name that a user wrote is a layer: the image, or a tensor with numbers for every image. Weights and constants have
/// shapes too, but say nothing of an image.</summary>
internal static class NamedLayer
{
    /// <summary>Whether it is one.</summary>
    public static bool Is(IModel model, string name) => name == model.InputTensor || model.Network.Tensors.Contains(name);

    /// <summary>Nothing, where it is one, or where a network does not know its tensors and has one of that name.</summary>
    /// <exception cref="InputException">It is none; names what there is.</exception>
    public static void Require(IModel model, string name)
    {
        if (Is(model, name))
            return;
        model.Network.ShapeOf(name);
        if (model.Network.Tensors is { Count: > 0 } known)
            throw new InputException(
                $"'{name}' is no layer: it is a weight or a constant, the same for every image, or holds no floating-point numbers. "
                + $"{Suggestions.Sentence(name, known)}");
    }
}
