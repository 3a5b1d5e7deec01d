using VisEval.Onnx.Graphs;
using VisEval.Onnx.Loading;

namespace VisEval.Onnx.Exporting;

/// <summary>The image input as the network's file has it, and the image made of it that the loaded network takes.</summary>
internal static class FileInput
{
    /// <summary>Adds the input to a graph.</summary>
    /// <param name="network">The network.</param>
    /// <param name="given">Its input in the file.</param>
    /// <param name="builder">The graph.</param>
    /// <returns>The input, and the image, float N×C×H×W.</returns>
    public static (GraphInput Input, Value Images) Add(LoadedNetwork network, GraphInput given, GraphBuilder builder)
    {
        var fronts = ImageAxes.Fronts(network.Graph);
        IReadOnlyList<long?> presented = [network.Batch, network.Size.Channels, network.Size.Height, network.Size.Width];
        var input = given with { Dims = fronts.Aggregate(presented, (dims, front) => Through(dims, front, network)) };
        var value = builder.Input(input.Name, input.Type, input.Dims);
        if (input.Type != ElementType.Float)
            value = value.ToFloat();
        return (input, fronts.Reverse().Aggregate(value, (image, front) => Undone(image, front, network)));
    }

    private static IReadOnlyList<long?> Through(IReadOnlyList<long?> dims, Node front, LoadedNetwork network) => front.Operator switch
    {
        "Transpose" => [dims[0], dims[2], dims[3], dims[1]],
        "Squeeze" => [.. dims.Where((_, axis) => axis != Axis(front, network))],
        _ => [dims[0], network.Size.Length],
    };

    private static Value Undone(Value image, Node front, LoadedNetwork network) => front.Operator switch
    {
        "Transpose" => image.Transpose(0, 3, 1, 2),
        "Squeeze" => image.Builder.Op("Unsqueeze", [image, image.Builder.Ints(Axis(front, network))]),
        _ => image.Reshape(-1, network.Size.Channels, network.Size.Height, network.Size.Width),
    };

    private static long Axis(Node squeeze, LoadedNetwork network) => network.Graph.Constants[squeeze.Inputs[1]].Int64s[0];
}
