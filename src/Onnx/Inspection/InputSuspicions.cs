using System.Globalization;
using VisEval.Core;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Inspection;

/// <summary>What the first operators of a network say about the pictures it expects.</summary>
internal static class InputSuspicions
{
    // What 8-bit pictures are divided by, and taken off, so that 0…255 becomes a small range.
    private const float SmallestOf255 = 30;

    /// <summary>Sentences for a person; none where nothing is remarkable.</summary>
    public static IReadOnlyList<string> Of(Graph graph, string input, ImageSize size)
    {
        var said = new List<string>();
        if (size.Channels is not (1 or 3))
            said.Add($"It takes {size.Channels} channels; pictures have 1 or 3, so inputs must be given as arrays.");
        if (size.Height != size.Width)
            said.Add($"Its input is not square ({size.Height}×{size.Width}): make sure that height comes first.");
        said.AddRange(Normalization(graph, input));
        return said;
    }

    // Follows the image through arithmetic with constants, up to the first operator of another kind.
    private static IEnumerable<string> Normalization(Graph graph, string input)
    {
        var tensor = input;
        while (graph.Nodes.Where(n => n.Inputs.Contains(tensor)).ToList() is [var node])
        {
            if (Constant(graph, node, tensor) is { } constant)
            {
                var values = string.Join(
                    ", ", constant.Floats.ToArray().Distinct().Take(3).Select(v => v.ToString("0.####", CultureInfo.InvariantCulture)));
                var largest = constant.Floats.ToArray().Max(MathF.Abs);
                var of255 = node.Operator is "Mul" ? largest is > 0 and < 1 / SmallestOf255 : largest >= SmallestOf255;
                yield return $"It normalizes its input itself: node '{node.Label}' ({node.Operator} with {values}). "
                    + (of255 ? "That fits pixel values of 0…255." : "Give it pictures that are not normalised before.");
            }
            else if (node.Operator == "BatchNormalization")
                yield return $"It normalizes its input itself: node '{node.Label}' is a batch normalization of the image.";
            else if (node.Operator is not ("Transpose" or "Identity" or "Cast" or "Reshape" or "Unsqueeze" or "Squeeze" or "Pad"))
                yield break;
            tensor = node.Outputs[0];
        }
    }

    private static Constant? Constant(Graph graph, Node node, string tensor) => node.Operator is "Sub" or "Add" or "Mul" or "Div"
        && graph.Constants.TryGetValue(node.Inputs[node.Inputs[0] == tensor ? 1 : 0], out var constant)
        && constant is { Type: ElementType.Float, Count: > 0 and <= 16 }
        ? constant
        : null;
}
