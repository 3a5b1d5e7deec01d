using VisEval.Core;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;

namespace VisEval.Methods;

/// <summary>A method that can be written as operators of the ONNX standard behind the network: for the command export.</summary>
public interface IGraphMethod : IAttributionMethod
{
    /// <summary>The attribution of every image as <see cref="IAttributionMethod.Explain"/> gives it: N×C×H×W at the input, or
    /// N×h×w.</summary>
    /// <param name="graph">The network.</param>
    /// <exception cref="NotApplicableException">The method does not apply to the network, or not as a graph with these options.</exception>
    /// <exception cref="InputException">An option does not fit the network.</exception>
    /// <exception cref="NoGradientRuleException">An operator of the network has no rule.</exception>
    Value Build(ExplanationGraph graph);
}
