using VisEval.Core;
using VisEval.Methods.ActivationMaximization.Transformations;

namespace VisEval.Methods.ActivationMaximization.Objectives;

/// <summary>What grows.</summary>
internal interface IObjective
{
    /// <summary>Images run forwards for one evaluation of one image.</summary>
    int Forwards => 1;

    /// <summary>The same, with a derivative that passes ReLUs which it would switch on: what to follow where the exact one is 0 everywhere;
    /// itself where there is no such thing.</summary>
    IObjective Redirected => this;

    /// <summary>The value for every image of a batch, and its derivative by the image.</summary>
    /// <param name="inputs">What the network is given, N×C×H×W.</param>
    /// <param name="views">How each of them shows its picture.</param>
    (double[] Values, Tensor Gradient) Evaluate(Tensor inputs, IReadOnlyList<IPictureView> views);
}
