using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Loading;
using VisEval.Onnx.Relevance;

namespace VisEval.Onnx.Models;

/// <summary>The graphs that answer questions to a network, whether they are run here or written to a file.</summary>
internal static class NetworkGraphs
{
    extension(LoadedNetwork network)
    {
        /// <summary>The scores and the values of some tensors.</summary>
        /// <param name="graph">The network's graph with the weights it is run with.</param>
        /// <param name="tensors">The tensors.</param>
        public Graph Forward(Graph graph, IReadOnlyList<string> tensors) =>
            graph.WithOutputs([.. tensors.Prepend(network.Scores).Distinct()]);

        /// <summary>The scores, the values of some tensors and the derivatives by them.</summary>
        /// <param name="graph">The network's graph with the weights it is run with.</param>
        /// <param name="of">The tensors to differentiate with respect to.</param>
        /// <param name="rules">The rules of the pass.</param>
        /// <exception cref="NoGradientRuleException">An operator on the way has no rule.</exception>
        public BackwardProgram Backward(Graph graph, IReadOnlyList<string> of, RuleSet rules) =>
            rules.Build(graph, network.Shapes, network.Scores, of, network.Meaning);
    }
}
