using VisEval.Core;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Controls;

/// <summary>A control: 1 at every pixel; H×W. It holds no information, and every metric must report the state
/// <c>degenerate:constant</c>.</summary>
[Named("uniform")]
[Paper("Control of VisEval", 2026)]
[Control]
[Needs(Needs.Nothing)]
[Claims(MapPlace.Pixels)]
[Passes("0")]
internal sealed record UniformControl : IGraphMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        [.. Enumerable.Range(0, batch.Count).Select(_ => new Attribution(Ones(batch.Size)))];

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph)
    {
        var ones = Ones(graph.Model.Input);
        return graph.ForEveryImage(Constant.Of(ones.Values, ones.Shape[0], ones.Shape[1]));
    }

    private static Tensor Ones(ImageSize size)
    {
        var map = Tensor.Zeros(size.Height, size.Width);
        map.Values.AsSpan().Fill(1);
        return map;
    }
}
