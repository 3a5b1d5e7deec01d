using VisEval.Core;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Controls;

/// <summary>A control: a Gaussian hill at the centre, exp(−½((y−cy)/(σH))² − ½((x−cx)/(σW))²), the same for every image;
/// H×W, in (0, 1].</summary>
/// <remarks>Photographers centre their objects: localization numbers mean little unless they beat this map.</remarks>
/// <param name="Sigma">The standard deviation as a fraction of the image's height and width.</param>
[Named("center")]
[Paper("Control; Zhang, Bargal, Lin, Brandt, Shen, Sclaroff: Top-down Neural Attention, ECCV", 2016)]
[Control]
[Needs(Needs.Nothing)]
[Claims(MapPlace.Pixels)]
[Passes("0")]
internal sealed record CenterControl(
    [InRange(0.1, 10), About("Standard deviation of the hill, as a fraction of the image's height and width.")] double Sigma = 0.25)
    : IGraphMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets)
    {
        var (height, width) = (batch.Size.Height, batch.Size.Width);
        return [.. Enumerable.Range(0, batch.Count).Select(_ => new Attribution(Hill(height, width)))];
    }

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph)
    {
        var hill = Hill(graph.Model.Input.Height, graph.Model.Input.Width);
        return graph.ForEveryImage(Constant.Of(hill.Values, hill.Shape[0], hill.Shape[1]));
    }

    private Tensor Hill(int height, int width)
    {
        var map = Tensor.Zeros(height, width);
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var (dy, dx) = ((y - (height - 1) / 2.0) / (Sigma * height), (x - (width - 1) / 2.0) / (Sigma * width));
                map.Values[y * width + x] = (float)Math.Exp(-(dy * dy + dx * dx) / 2);
            }
        return map;
    }
}
