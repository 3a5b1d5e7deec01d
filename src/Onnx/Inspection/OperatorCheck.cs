using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Loading;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Onnx.Inspection;

/// <summary>What a device does with one operator that the CPU does not.</summary>
/// <param name="Operator">The operator type.</param>
/// <param name="Node">The node.</param>
/// <param name="What">A part of a sentence.</param>
/// <param name="IsWrong">Whether the numbers are others; else only their last bits, or their order.</param>
public sealed record OperatorFinding(string Operator, string Node, string What, bool IsWrong);

/// <summary>Runs every operator of a network and of its backward passes by itself on a device, on the values that it meets on the
/// CPU.</summary>
/// <remarks>The operators that are tried are those of the graphs that are run: what a rule emits is tried without being listed anywhere. Of
/// nodes with the same attributes and shapes one is tried. Control flow is left out; what it holds has no values outside.</remarks>
public static class OperatorCheck
{
    /// <summary>Tries the operators of a network.</summary>
    /// <param name="model">The network.</param>
    /// <param name="device">The device.</param>
    /// <param name="seed">Of the noise that the network is fed.</param>
    /// <param name="stop">Stops between two operators.</param>
    /// <returns>How many were tried, and what is the matter with some.</returns>
    public static (int Tried, IReadOnlyList<OperatorFinding> Findings) Run(
        OnnxModel model, Device device, Seed seed, CancellationToken stop = default) =>
        Run(model, new SingleOperator(device), seed, stop);

    internal static (int Tried, IReadOnlyList<OperatorFinding> Findings) Run(
        OnnxModel model, ISingleOperator runner, Seed seed, CancellationToken stop)
    {
        var (seen, findings) = (new HashSet<string>(), new List<OperatorFinding>());
        foreach (var (graph, weights) in Graphs(model.Loaded))
        {
            using var values = OperatorValues.Of(graph, weights, model.Loaded, seed, stop);
            foreach (var node in graph.Nodes.Where(n => values.Knows(n) && seen.Add(values.KeyOf(n))))
            {
                stop.ThrowIfCancellationRequested();
                findings.AddRange(Try(node, values, runner));
            }
        }
        return (seen.Count, findings);
    }

    private static IEnumerable<(Graph Graph, string? Weights)> Graphs(LoadedNetwork network)
    {
        yield return (network.Graph.WithOutputs([network.Scores]), null);
        foreach (var pass in DeviceComparison.Passes)
            if (Backward(network, pass) is { } program)
                yield return (program.Graph, program.Seed);
    }

    private static BackwardProgram? Backward(LoadedNetwork network, RuleSet pass)
    {
        try
        {
            return pass.Build(network.Graph, network.Shapes, network.Scores, [network.Input], network.Meaning);
        }
        // That a pass does not go through the network is said where its results are compared.
        catch (Exception error) when (error is NoGradientRuleException or NotApplicableException)
        {
            return null;
        }
    }

    private static List<OperatorFinding> Try(Node node, OperatorValues values, ISingleOperator runner)
    {
        OperatorFinding Finding(string what, bool isWrong) => new(node.Operator, node.Label, what, isWrong);
        try
        {
            using var runs = runner.RunTwice(values.Alone(node), values.FedTo(node));
            var expected = values.ResultsOf(node);
            var found = new List<OperatorFinding>();
            for (var i = 0; i < expected.Count; i++)
                if (Differs(runs.First[i], expected[i]) is { } differs)
                    found.Add(Finding($"result {i} differs from the CPU's {differs}", isWrong: true));
                else if (!runs.Second[i].GetTensorMutableRawData().SequenceEqual(runs.First[i].GetTensorMutableRawData()))
                    found.Add(Finding($"result {i} differs in its last bits between two runs", isWrong: false));
            return found;
        }
        catch (OnnxRuntimeException error)
        {
            return [Finding($"is refused: {RuntimeMessage.Of(error)}", isWrong: true)];
        }
    }

    private static string? Differs(OrtValue actual, OrtValue expected)
    {
        var facts = expected.GetTensorTypeAndShape();
        if (!actual.GetTensorTypeAndShape().Shape.SequenceEqual(facts.Shape))
            return "in its shape";
        if (facts.ElementDataType != TensorElementType.Float)
            return actual.GetTensorMutableRawData().SequenceEqual(expected.GetTensorMutableRawData()) ? null : "in whole numbers or flags";
        var difference = Agreement.Difference(actual.GetTensorDataAsSpan<float>(), expected.GetTensorDataAsSpan<float>());
        return difference <= Agreement.Tolerance ? null
            : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"by {difference:0.#E+0} of its largest value");
    }
}
