using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Graphs;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Controls;

/// <summary>A control: the edges of the image, √(G_x² + G_y²) of the mean over its channels by 3×3 Sobel kernels; H×W, not
/// negative.</summary>
/// <remarks>An edge map depends neither on the network nor on the class. Beyond the border the edge pixel continues.</remarks>
[Named("sobel")]
[Paper("Control; Hooker, Erhan, Kindermans, Kim: A Benchmark for Interpretability Methods, NeurIPS", 2019)]
[Control]
[Needs(Needs.Nothing)]
[Claims(MapPlace.Pixels)]
[Passes("0")]
internal sealed record SobelControl : IGraphMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        batch.PerImage(targets, subject => new Attribution(Edges(subject.Image, subject.Size)));

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph)
    {
        var (size, grey) = (graph.Model.Input, graph.Images.Widened().Mean(keep: false, 1));
        var wide = graph.Builder.Op("Pad", [grey, graph.Builder.Ints(0, 1, 1, 0, 1, 1)], ("mode", "edge"));
        Value At(int y, int x) => wide.Slice(1, y, y + size.Height).Slice(2, x, x + size.Width);
        Value Edge(Value a, Value b, Value c) => a + b + b + c;
        var horizontal = Edge(At(0, 2), At(1, 2), At(2, 2)) - Edge(At(0, 0), At(1, 0), At(2, 0));
        var vertical = Edge(At(2, 0), At(2, 1), At(2, 2)) - Edge(At(0, 0), At(0, 1), At(0, 2));
        return (horizontal * horizontal + vertical * vertical).Map("Sqrt").ToFloat();
    }

    private static Tensor Edges(float[] image, ImageSize size)
    {
        var (height, width) = (size.Height, size.Width);
        var grey = new double[size.Pixels];
        for (var c = 0; c < size.Channels; c++)
            SpanMath.AddScaled(image.AsSpan(c * size.Pixels, size.Pixels), 1.0 / size.Channels, grey);

        double At(int y, int x) => grey[Math.Clamp(y, 0, height - 1) * width + Math.Clamp(x, 0, width - 1)];
        var map = Tensor.Zeros(height, width);
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var horizontal = At(y - 1, x + 1) + 2 * At(y, x + 1) + At(y + 1, x + 1)
                    - At(y - 1, x - 1) - 2 * At(y, x - 1) - At(y + 1, x - 1);
                var vertical = At(y + 1, x - 1) + 2 * At(y + 1, x) + At(y + 1, x + 1)
                    - At(y - 1, x - 1) - 2 * At(y - 1, x) - At(y - 1, x + 1);
                map.Values[y * width + x] = (float)Math.Sqrt(horizontal * horizontal + vertical * vertical);
            }
        return map;
    }
}
