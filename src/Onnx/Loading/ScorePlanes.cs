using VisEval.Core;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Loading;

/// <summary>Makes one score a class of an output with a plane of scores a class, as segmentation networks give.</summary>
/// <param name="tail">The producers of tensors.</param>
/// <param name="output">The output with the planes.</param>
/// <param name="axes">Where its images, classes, rows and columns are.</param>
internal sealed class ScorePlanes(ScoreTail tail, string output, int[] axes)
{
    private const string Prefix = "viseval_planes_";

    private string _tensor = output;
    private int[] _axes = axes;

    /// <summary>Whether a tensor holds planes: N×classes×height×width, or N×height×width×classes.</summary>
    public static bool Are(ShapeTable shapes, string tensor) =>
        shapes.Knows(tensor) && shapes.Of(tensor) is [2, var a, var b, var c] && shapes.Fixed(tensor, 0) is null
        && new[] { a, b, c }.Count(length => length > 1) > 1;

    /// <summary>The graph with the scores, N×classes; its shapes; the scores; how they are meant, null where that is not known.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="shapes">Its shapes.</param>
    /// <param name="output">The tensor with the planes.</param>
    /// <param name="input">The image input.</param>
    /// <param name="choices">What is said of the network, with the reduction.</param>
    /// <param name="path">The file, for messages.</param>
    /// <param name="notes">Receives what was done.</param>
    /// <param name="stop">Stops it.</param>
    /// <exception cref="InputException">The reduction does not fit, or what is stated contradicts the network.</exception>
    public static (Graph Graph, ShapeTable Shapes, string Output, ScoreKind? Kind) Reduced(
        Graph graph, ShapeTable shapes, string output, GraphInput input, NetworkChoices choices, string path, ICollection<string> notes,
        CancellationToken stop)
    {
        var reduction = choices.Reduction!;
        var planes = new ScorePlanes(new ScoreTail(graph), output, Axes(shapes.Of(output), input));
        // A number stays as it is given, whatever the network ends in.
        var kind = choices.Kind == ScoreKind.Linear ? ScoreKind.Linear : planes.SkipProbabilities();
        ScoreForm.RefuseOther(path, kind, choices.Kind);
        var lengths = shapes.Of(planes._tensor);
        var (classes, height, width) = (lengths[planes._axes[1]], lengths[planes._axes[2]], lengths[planes._axes[3]]);
        if (reduction.Fault(height, width) is { } fault)
            throw new InputException($"{path}: the score '{reduction.Text}' of '{output}', {height}×{width}: {fault}");
        var builder = GraphBuilder.From(graph, Prefix);
        var given = builder.Existing(planes._tensor);
        var scores = reduction.Of(
            planes._axes is [0, 1, 2, 3] ? given : given.Transpose([.. planes._axes.Select(axis => (long)axis)]), classes);
        notes.Add($"the score of a class is {reduction.Meaning} in '{planes._tensor}' ({height}×{width} places, {classes} classes; score "
            + $"'{reduction.Text}')");
        var changed = builder.Build([scores.Name]);
        return (changed, NetworkLoader.Shapes(changed, stop), scores.Name, choices.Kind ?? kind);
    }

    // Rows and columns have the proportions of the image; where both places of the classes would fit, they come first.
    private static int[] Axes(long[] lengths, GraphInput input)
    {
        bool Fits(int row) => lengths[row] * input.Dims[3] == lengths[row + 1] * input.Dims[2];
        return Fits(1) && !Fits(2) ? [0, 3, 1, 2] : [0, 1, 2, 3];
    }

    // Back to what a softmax over the classes or a sigmoid reads; its kind, or null where there is none.
    private ScoreKind? SkipProbabilities()
    {
        var (tensor, axes) = (_tensor, _axes);
        while (tail.Producer(tensor) is { } node)
        {
            if (node.Operator == "Sigmoid" || (node.Operator is "Softmax" or "LogSoftmax" && IsOver(node, axes[1])))
            {
                (_tensor, _axes) = (node.Inputs[0], axes);
                return node.Operator == "Sigmoid" ? ScoreKind.Sigmoid : ScoreKind.Softmax;
            }
            if (node.Operator == "Transpose" && node.Ints("perm") is { Length: 4 } order)
                axes = [.. axes.Select(axis => (int)order[axis])];
            else if (node.Operator is not ("Identity" or "Cast" or "Dropout"))
                return null;
            tensor = node.Inputs[0];
        }
        return null;
    }

    private static bool IsOver(Node softmax, int axis) => (softmax.Int("axis", -1) + 4) % 4 == axis;
}
