using VisEval.Methods.Shared.Graphs;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;

namespace VisEval.Methods.Attention;

/// <summary>What attention methods do with attention matrices, as operators of 64 bits; the graph's twin of
/// <see cref="AttentionTokens"/>.</summary>
internal static class TokenGraph
{
    private const int Heads = 1;

    /// <summary>Where the flow is read, 1×1×T.</summary>
    public static Value Reader(this AttentionTokens tokens, ExplanationGraph graph) =>
        graph.Builder.Constant(Wide.Doubles(tokens.Reader(), 1, 1, tokens.Count));

    /// <summary>One matrix of the heads of a layer, N×T×T.</summary>
    /// <param name="fusion">How.</param>
    /// <param name="heads">N×heads×T×T, or N×T×T.</param>
    /// <param name="rank">The number of axes that one image's have.</param>
    public static Value Fuse(this HeadFusion fusion, Value heads, int rank)
    {
        var wide = heads.Widened();
        if (rank == 2)
            return wide;
        return wide.Builder.Op(
            fusion switch { HeadFusion.Max => "ReduceMax", HeadFusion.Min => "ReduceMin", _ => "ReduceMean" },
            [wide, wide.Builder.Ints(Heads)], ("keepdims", 0L));
    }

    /// <summary>Ã = ½ (A + I), rows scaled to sum to 1; N×T×T.</summary>
    public static Value WithShortcut(this AttentionTokens tokens, Value attention)
    {
        var unit = new double[tokens.Count * tokens.Count];
        for (var i = 0; i < tokens.Count; i++)
            unit[i * (tokens.Count + 1)] = 1;
        var both = attention + attention.Builder.Constant(Wide.Doubles(unit, tokens.Count, tokens.Count));
        return both / both.Sum(keep: true, 2);
    }

    /// <summary>What flows from each place, N×h×w of 32 bits.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="flow">N×1×T.</param>
    public static Value Map(this AttentionTokens tokens, Value flow)
    {
        var (grid, places) = (tokens.Grid, tokens.Grid.Height * tokens.Grid.Width);
        return flow.Slice(2, grid.Extra, grid.Extra + places).Reshape(-1, grid.Height, grid.Width).ToFloat();
    }

    /// <summary>The number of axes of a layer's attention for one image.</summary>
    public static int Rank(this AttentionTokens tokens, ExplanationGraph graph, int layer) =>
        graph.Model.Network.ShapeOf(tokens.Tensors[layer]).Count;
}
