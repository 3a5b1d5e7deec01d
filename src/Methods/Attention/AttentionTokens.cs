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

    /// <summary>Where the flow is read: the first token where there are tokens beside the grid, else the mean over all; 1×T.</summary>
    public double[] Reader()
    {
        var reader = new double[Count];
        if (Grid.Extra > 0)
            reader[0] = 1;
        else
            Array.Fill(reader, 1.0 / Count);
        return reader;
    }

    /// <summary>Ã = ½ (A + I), rows scaled to sum to 1, in the place of A; T×T.</summary>
    public double[] WithShortcut(double[] attention)
    {
        for (var row = 0; row < Count; row++)
        {
            var line = attention.AsSpan(row * Count, Count);
            line[row] += 1;
            var sum = 0.0;
            foreach (var value in line)
                sum += value;
            foreach (ref var value in line)
                value /= sum;
        }
        return attention;
    }

    /// <summary>row · matrix: the flow one layer further towards the image.</summary>
    /// <param name="row">1×T.</param>
    /// <param name="matrix">T×T: a row for every token that looks.</param>
    public double[] Through(double[] row, ReadOnlySpan<double> matrix)
    {
        var product = new double[Count];
        for (var k = 0; k < Count; k++)
        {
            if (row[k] == 0)
                continue;
            var line = matrix.Slice(k * Count, Count);
            for (var column = 0; column < Count; column++)
                product[column] += row[k] * line[column];
        }
        return product;
    }

    /// <summary>What flows from each place; h×w.</summary>
    /// <param name="row">1×T.</param>
    public Tensor Map(double[] row)
    {
        var map = Tensor.Zeros(Grid.Height, Grid.Width);
        for (var place = 0; place < map.Length; place++)
            map.Values[place] = (float)row[Grid.Extra + place];
        return map;
    }
}
