using VisEval.Core;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Shared;

/// <summary>Methods that are nothing but a rule for ReLUs.</summary>
internal static class ReluRules
{
    /// <summary>Refuses a network in which a path from the image to the scores passes no ReLU.</summary>
    /// <exception cref="NotApplicableException">There is such a way: on it the method is the gradient under another name.</exception>
    public static void Require(IModel model, string method)
    {
        if (!model.Network.Landmarks.EveryPathIsRectified)
            throw new NotApplicableException(
                "no-relu",
                $"{method} changes the derivative of ReLUs, and in this network a path from the image to the scores passes none "
                + "(other activations, or ReLUs in gates only): there it would be the gradient under another name. "
                + "Use gradient, smoothgrad or integrated-gradients instead.");
    }
}
