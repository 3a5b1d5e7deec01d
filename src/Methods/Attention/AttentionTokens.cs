using VisEval.Core;
using VisEval.Onnx.Loading;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Attention;

/// <summary>The attention matrices of a transformer and the grid that its tokens stand for.</summary>
/// <param name="Tensors">The attention tensors in the network's order, each heads×T×T an image.</param>
/// <param name="Count">The number T of tokens.</param>
/// <param name="Grid">Where the tokens are: rows, columns, and how many tokens before them have no position.</param>
internal sealed record AttentionTokens(IReadOnlyList<string> Tensors, int Count, PlaceLayout Grid)
{
    /// <summary>Finds the attention of a model.</summary>
    /// <exception cref="NotApplicableException">The network has no attention, or none of all tokens to all, or its tokens
    /// are no grid.</exception>
    public static AttentionTokens Of(IModel model, string method)
    {
        var tensors = model.Network.Landmarks.Attention;
        if (tensors.Count == 0)
            throw new NotApplicableException(
                "no-attention", $"{method} follows attention between tokens, and this network has none; it is for transformers.");
        var shapes = tensors.Select(model.Network.ShapeOf).ToList();
        var count = shapes[0][^1];
        if (shapes.Any(s => s.Count is < 2 or > 3 || s[^1] != count))
            throw new NotApplicableException(
                "windowed-attention",
                $"{method} needs attention of all tokens to all in every layer; here it has the shape "
                + $"[{string.Join("], [", shapes.Select(s => string.Join(", ", s)).Distinct())}] for an image: "
                + "attention within windows, or of different numbers of tokens.");
        return PlaceLayout.Of([count, 1], model.Input) is { } grid
            ? new AttentionTokens(tensors, count, grid)
            : throw new NotApplicableException(
                "no-token-grid",
                $"{method}: {count} tokens do not form a grid of the proportions of the image, {model.Input.Height}×{model.Input.Width}.");
    }

    /// <summary>What flows from each place into the output: the row of the first token where there are tokens beside the grid, else the
    /// mean over all rows; h×w.</summary>
    /// <param name="flow">T×T: a row for every token that looks.</param>
    public Tensor Map(double[] flow)
    {
        var map = Tensor.Zeros(Grid.Height, Grid.Width);
        var rows = Grid.Extra > 0 ? 1 : Count;
        for (var place = 0; place < map.Length; place++)
        {
            var sum = 0.0;
            for (var row = 0; row < rows; row++)
                sum += flow[row * Count + Grid.Extra + place];
            map.Values[place] = (float)(sum / rows);
        }
        return map;
    }

    /// <summary>The identity matrix, T×T.</summary>
    public double[] Identity()
    {
        var identity = new double[Count * Count];
        for (var i = 0; i < Count; i++)
            identity[i * Count + i] = 1;
        return identity;
    }

    /// <summary>The matrix product of two T×T matrices.</summary>
    public double[] Multiply(double[] left, double[] right)
    {
        var product = new double[Count * Count];
        for (var row = 0; row < Count; row++)
            for (var k = 0; k < Count; k++)
            {
                var factor = left[row * Count + k];
                var line = right.AsSpan(k * Count, Count);
                var sum = product.AsSpan(row * Count, Count);
                for (var column = 0; column < line.Length; column++)
                    sum[column] += factor * line[column];
            }
        return product;
    }
}
