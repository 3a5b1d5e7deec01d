using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Rewriting;

namespace VisEval.Onnx.Loading;

/// <summary>A network changed so that it says of an image shifted by a constant what it said of the image.</summary>
/// <remarks>
/// Where only convolutions with constant weights read the image, each loses what the constant alone would bring: its bias becomes a map,
/// b − W∗c, whose values at padded edges differ from those inside, so that the network is the same function there too. Rules that give
/// relevance to what a layer adds up then see the shifted image, as in Kindermans et al. (2017). Any other network gets the constant
/// taken off in front.
/// </remarks>
internal static class InputShift
{
    private const string Prefix = "viseval_shift_";

    /// <summary>Changes a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="constant">What is added to the images.</param>
    /// <param name="keep">A tensor that must stay, or null: the layer that makes it keeps its batch normalization.</param>
    public static LoadedNetwork Of(LoadedNetwork network, float constant, string? keep)
    {
        var graph = network.Graph.WithOutputs([network.Scores]);
        if (!ReadByConvolutionsOnly(graph, network.Input))
            return InFront(network, graph, constant);
        string[] stay =
            [network.Scores, keep ?? "", .. graph.Nodes.Where(n => !n.Inputs.Contains(network.Input)).SelectMany(n => n.Outputs)];
        graph = BatchNormFolding.Apply(graph, stay);
        var shapes = network.Shapes;
        foreach (var layer in graph.Nodes.Where(n => n.Inputs.Contains(network.Input)).ToList())
        {
            var (result, product, bias) = (layer.Outputs[0], $"{Prefix}product_{layer.Outputs[0]}", $"{Prefix}bias_{layer.Outputs[0]}");
            var linear = layer with { Inputs = [.. layer.Inputs.Take(2)], Outputs = [product] };
            var add = Node.Of("Add", [product, bias], [result]);
            graph = graph with
            {
                Nodes = [.. graph.Nodes.SelectMany(n => ReferenceEquals(n, layer) ? [linear, add] : new[] { n })],
                Constants = new Dictionary<string, Constant>(graph.Constants) { [bias] = Bias(graph, network, layer, linear, constant) },
            };
            shapes = Known(shapes, product, result);
        }
        graph = graph.WithOutputs([network.Scores]);
        return network with { Graph = graph, Shapes = shapes.Covering(graph) };
    }

    private static bool ReadByConvolutionsOnly(Graph graph, string input)
    {
        var readers = graph.Nodes.Where(n => n.Reads.Contains(input)).ToList();
        return readers.Count > 0 && readers.All(n => n is { Operator: "Conv", Domain.Length: 0 } && n.Inputs[0] == input
            && n.Inputs.Skip(1).Where(i => i.Length > 0)
                .All(i => graph.Constants.TryGetValue(i, out var c) && c.Type == ElementType.Float));
    }

    private static LoadedNetwork InFront(LoadedNetwork network, Graph graph, float constant)
    {
        var (shifted, image) = ($"{Prefix}image", graph.Inputs.First(i => i.Name == network.Input));
        var amount = $"{Prefix}amount";
        graph = graph with
        {
            Inputs = [.. graph.Inputs.Select(i => i == image ? image with { Name = shifted } : i)],
            Nodes = [Node.Of("Sub", [shifted, amount], [network.Input]), .. graph.Nodes],
            Constants = new Dictionary<string, Constant>(graph.Constants) { [amount] = Constant.Scalar(constant) },
        };
        return network with { Graph = graph, Input = shifted, Shapes = Known(network.Shapes, shifted, network.Input).Covering(graph) };
    }

    // b − W∗c as the runtime convolves, edges and all; 1×K×H×W.
    private static Constant Bias(Graph graph, LoadedNetwork network, Node layer, Node linear, float constant)
    {
        var size = network.Size;
        var alone = graph with
        {
            Inputs = [new GraphInput(network.Input, ElementType.Float, [1, size.Channels, size.Height, size.Width])],
            Outputs = linear.Outputs,
            Nodes = [linear],
            StatedShapes = new Dictionary<string, IReadOnlyList<long?>>(),
        };
        using var session = new Session(alone.WithOutputs(linear.Outputs), 1);
        var image = new Tensor([.. Enumerable.Repeat(constant, size.Length)], 1, size.Channels, size.Height, size.Width);
        var moved = session.Run((network.Input, image))[0];
        var old = layer.HasInput(2) ? graph.Constants[layer.Inputs[2]].Floats.ToArray() : new float[moved.Shape[1]];
        var plane = moved.Length / old.Length;
        var bias = new float[moved.Length];
        for (var i = 0; i < bias.Length; i++)
            bias[i] = old[i / plane] - moved.Values[i];
        return Constant.Of(bias, [.. moved.Shape.ToArray().Select(d => (long)d)]);
    }

    private static ShapeTable Known(ShapeTable shapes, string tensor, string like) => shapes.Like(tensor, like) with
    {
        Types = new Dictionary<string, ElementType>(shapes.Types) { [tensor] = ElementType.Float },
    };
}
