using VisEval.Core;
using VisEval.Methods.ActivationMaximization.Objectives;
using VisEval.Onnx.Models;

namespace VisEval.Methods.ActivationMaximization;

/// <summary>How a unit of a network responds to pictures.</summary>
internal static class UnitResponses
{
    /// <summary>The logit of a class, the mean over all places of a channel, the value of a neuron, the mean square of a layer; one a
    /// picture, in one forward pass each.</summary>
    /// <param name="model">The network.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="inputs">What the network is given, N×C×H×W.</param>
    public static double[] Of(IModel model, NetworkUnit unit, Tensor inputs) => new UnitResponse(model, unit).Measure(inputs);
}
