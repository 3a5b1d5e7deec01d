using VisEval.Core;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Loading;

/// <summary>Finds the image input, and presents it as float N×C×H×W.</summary>
internal static class ImageInput
{
    private const string NeedsCast = "It is read by other operators than Cast. Export the network with a float input.";

    private static readonly HashSet<ElementType> WholeNumbers = [ElementType.UInt8, ElementType.Int8, ElementType.UInt16, ElementType.Int16,
        ElementType.Int32, ElementType.Int64, ElementType.UInt32];

    // Keep every number as it is.
    private static readonly HashSet<string> Moving =
        ["Transpose", "Identity", "Reshape", "Flatten", "Squeeze", "Unsqueeze", "Gather", "Slice", "Split", "Concat"];

    /// <param name="graph">The graph; its one input is the image.</param>
    /// <param name="choices">What is said of the image's size.</param>
    /// <param name="path">The file, for messages.</param>
    /// <param name="notes">Receives what was done.</param>
    /// <exception cref="InputException">There is no image input, or its size is not known.</exception>
    public static (Graph Graph, GraphInput Input) Find(Graph graph, NetworkChoices choices, string path, ICollection<string> notes)
    {
        var input = graph.Inputs[0];
        if (WholeNumbers.Contains(input.Type) && ReachesCastsOnly(graph, input.Name))
        {
            // The network itself turns whole numbers to floats; it takes them as floats just as well.
            notes.Add($"the input was {input.Type.ToString().ToLowerInvariant()}; it is fed as float of the same range, "
                + PixelRange.OfType(input.Type)!.Value.Text);
            (graph, input) = Presented(graph, input with { Type = ElementType.Float });
        }
        if (input.Type != ElementType.Float)
            throw new InputException($"{path}: the input '{input.Name}' must be float; it is {input.Type}. {NeedsCast}");
        (graph, input) = ImageAxes.Four(graph, input, choices.Lengths, path, notes);
        if (HasChannelsLast(graph, input))
        {
            (graph, input) = ImageAxes.ChannelsFirst(graph, input);
            notes.Add("the input was N×H×W×C; it is presented as N×C×H×W");
        }
        return Presented(graph, ImageSizes.Settled(input, choices, path));
    }

    private static (Graph Graph, GraphInput Input) Presented(Graph graph, GraphInput input) => (graph with { Inputs = [input] }, input);

    private static bool ReachesCastsOnly(Graph graph, string tensor) => graph.Nodes.Where(n => n.Reads.Contains(tensor)).All(n =>
        n.Domain.Length == 0
        && (n.Operator is "Cast" or "Shape" || (Moving.Contains(n.Operator) && n.Outputs.All(o => ReachesCastsOnly(graph, o)))));

    // Few channels last and more rows second, unless a convolution reads the second axis as channels.
    private static bool HasChannelsLast(Graph graph, GraphInput input)
    {
        if (input.Dims[3] is not (1 or 3 or 4) || input.Dims[1] is <= 4)
            return false;
        var tensor = input.Name;
        // Through what keeps the axes, to the first operator that tells.
        while (graph.Nodes.FirstOrDefault(n => n.Inputs.Contains(tensor)) is { } reader)
        {
            if (reader.Operator is "Conv"
                or "BatchNormalization" or "MaxPool" or "AveragePool" or "GlobalAveragePool" or "InstanceNormalization")
                return false;
            if (reader.Operator is not ("Cast" or "Add" or "Sub" or "Mul" or "Div" or "Identity" or "Clip" or "Pad"))
                break;
            tensor = reader.Outputs[0];
        }
        return true;
    }
}
