using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Relevance;

/// <summary>A probability at a result with one input, y = c·x + b with constant c and b: the walk goes on to the only parent there is,
/// whatever the size of c, unless x lowers y.</summary>
/// <remarks>As if c were taken into the layer before: where c &gt; 0 all passes; where c &lt; 0 only a negative x raises y; where c = 0
/// nothing does.</remarks>
internal static class SingleParent
{
    internal static IReadOnlyList<Value> Rule(GradientScope s)
    {
        var data = s.Facts.DataInputs(s.Node)[0];
        // A parent that is spread over several results gets the sum of theirs.
        if (!s.InputShape(data).SequenceEqual(s.OutputShape()))
            return RelevanceRules.Pass(s);
        var one = s.Builder.Op("ConstantOfShape", [s.Gradient.Shape()], ("value", Constant.Of([1f], 1)));
        var (slope, zero) = (s.Derivative(one)[data], s.Builder.Scalar(0));
        var raisesFromBelow = s.Builder.Op("And", [slope < 0, s.Input(data) < 0]);
        var passes = s.Builder.Op("Or", [slope > 0, raisesFromBelow]);
        return [.. Enumerable.Repeat(Value.None, data), s.Gradient.Where(passes, zero)];
    }
}
