using Microsoft.ML.OnnxRuntime;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Exporting;

/// <summary>Opens and runs a graph once before it is written, and learns what its outputs are.</summary>
internal static class ExportTrial
{
    /// <summary>The outputs with their types and axes; null for the number of images where it is free.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="stop">Stops it.</param>
    /// <exception cref="OnnxRuntimeException">The runtime cannot run it.</exception>
    public static IReadOnlyList<GraphInput> Outputs(Graph graph, CancellationToken stop)
    {
        var isFree = graph.Inputs[0].Dims.Count > 0 && graph.Inputs[0].Dims[0] is null;
        using var session = new TrialSession(graph, stop);
        var zeros = graph.Inputs.Select(Zeros).ToList();
        try
        {
            using var results = session.Run([.. graph.Inputs.Select(i => i.Name)], zeros);
            return [.. graph.Outputs.Zip(results, (name, value) => Described(name, value.GetTensorTypeAndShape(), isFree))];
        }
        finally
        {
            foreach (var value in zeros)
                value.Dispose();
        }
    }

    private static GraphInput Described(string name, OrtTensorTypeAndShapeInfo info, bool isFree) => new(
        name, (ElementType)(int)info.ElementDataType,
        [.. info.Shape.Select((length, axis) => isFree && axis == 0 && length == 1 ? (long?)null : length)]);

    private static OrtValue Zeros(GraphInput input)
    {
        var value = OrtValue.CreateAllocatedTensorValue(
            OrtAllocator.DefaultInstance, (Microsoft.ML.OnnxRuntime.Tensors.TensorElementType)(int)input.Type,
            [.. input.Dims.Select(d => d ?? 1)]);
        value.GetTensorMutableRawData().Clear();
        return value;
    }
}
