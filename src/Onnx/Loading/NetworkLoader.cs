using Microsoft.ML.OnnxRuntime;
using VisEval.Core;
using VisEval.Onnx.Format;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Runtime;

namespace VisEval.Onnx.Loading;

/// <summary>From an .onnx file to a <see cref="LoadedNetwork"/>.</summary>
internal static class NetworkLoader
{
    /// <exception cref="InputException">The file is not ONNX, cannot be run, or is not an image classifier.</exception>
    public static LoadedNetwork Load(string path)
    {
        var graph = QuantizedWeights.Fold(OpsetUpgrade.Apply(OnnxFile.Read(path), path));
        var input = ImageInput(graph, path);
        var original = graph;
        var wasFixed = DynamicBatch.IsFixed(input);
        if (wasFixed)
            graph = DynamicBatch.Free(graph, input);

        ShapeTable shapes;
        try
        {
            shapes = ShapeObserver.Observe(graph);
        }
        catch (OnnxRuntimeException error)
        {
            throw new InputException(
                $"{path}: ONNX Runtime cannot run it{(wasFixed ? $" with a batch other than the exported {input.Dims[0]}" : "")}: {error.Message}", error);
        }

        var output = ScoreOutput(graph, shapes, path);
        if (wasFixed && !DynamicBatch.Agrees(original, graph, input, output))
            throw new InputException(
                $"{path}: the network was exported for a fixed batch of {input.Dims[0]} and gives other scores when it is freed; export it with a free batch axis.");
        var (scores, probabilities) = Logits(graph, shapes, output);
        var size = new ImageSize((int)input.Dims[1]!, (int)input.Dims[2]!, (int)input.Dims[3]!);
        var classes = (int)shapes.Of(scores).Skip(1).Aggregate(1L, (a, b) => a * b);
        return new LoadedNetwork(path, graph with { Outputs = [scores] }, shapes, input.Name, size, scores, probabilities, classes);
    }

    private static GraphInput ImageInput(Graph graph, string path)
    {
        if (graph.Inputs.Count != 1)
            throw new InputException(
                $"{path}: an image classifier has one input, this network has {graph.Inputs.Count}: {string.Join(", ", graph.Inputs.Select(i => i.Name))}.");
        var input = graph.Inputs[0];
        if (input.Type != ElementType.Float || input.Dims.Count != 4)
            throw new InputException(
                $"{path}: the input '{input.Name}' must be float N×C×H×W; it is {input.Type} with {input.Dims.Count} axes.");
        if (input.Dims.Skip(1).Any(d => d is null))
            throw new InputException(
                $"{path}: the input '{input.Name}' leaves channels, height or width free; export the network with a fixed image size.");
        return input;
    }

    // Networks often give more than scores; the first output with one number a class is taken.
    private static string ScoreOutput(Graph graph, ShapeTable shapes, string path) =>
        graph.Outputs.FirstOrDefault(o => shapes.Of(o) is { Length: >= 2 } shape && shape[0] == 2 && shape[1] > 1 && shape.Skip(2).All(d => d == 1))
        ?? throw new InputException(
            $"{path}: none of the outputs is N×classes: {string.Join(", ", graph.Outputs.Select(o => $"{o} [{string.Join("×", shapes.Of(o))}]"))}.");

    // The logits are what the final softmax reads, through operators that only reshape.
    private static (string Tensor, bool AreProbabilities) Logits(Graph graph, ShapeTable shapes, string output)
    {
        var producers = graph.Producers();
        var tensor = output;
        while (producers.TryGetValue(tensor, out var node))
        {
            if (node.Operator is "Softmax" or "LogSoftmax")
                return shapes.Of(node.Inputs[0]).Skip(1).Aggregate(1L, (a, b) => a * b) == shapes.Of(output).Skip(1).Aggregate(1L, (a, b) => a * b)
                    ? (node.Inputs[0], false)
                    : (output, node.Operator == "Softmax");
            if (node.Operator is not ("Identity" or "Reshape" or "Flatten" or "Squeeze" or "Dropout"))
                break;
            tensor = node.Inputs[0];
        }
        return (output, false);
    }
}
