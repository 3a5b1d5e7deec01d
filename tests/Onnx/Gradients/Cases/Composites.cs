using VisEval.Onnx.Graphs;
using static VisEval.Tests.Onnx.Gradients.GradientCase;

namespace VisEval.Tests.Onnx.Gradients;

/// <summary>Arrangements of moves that known architectures are built of, with any batch.</summary>
public static partial class GradientCases
{
    private static IEnumerable<GradientCase> Composites =>
    [
        Free("Transpose", "channel shuffle", x => x.Reshape(-1, 3, 5, 2, 2).Transpose(0, 2, 1, 3, 4).Reshape(-1, 15, 2, 2)),
        Free("Slice", "focus on every second pixel", x => Patches(x.Slice(2, 0, 4))),
        new("Reshape windows and roll", "Reshape", [Spread(1, 3, 4, 4, 2)], (_, x) => RolledWindows(x[0]), [0]) { Free = [0] },
        new("ConvTranspose with a skip connection", "ConvTranspose", [Spread(1, 3, 2, 4, 4), Spread(2, 2, 2, 2, 2)],
            (b, x) => SkipConnection(b, x), [0, 1])
        {
            Free = [0],
        },
        new("Conv with channels last", "Conv", [Spread(1, 3, 4, 5, 2), Spread(2, 3, 2, 3, 3)], (b, x) => ChannelsLast(b, x), [0, 1])
        {
            Free = [0],
        },
        Free("Concat", "a class token for every image", ClassToken),
    ];

    private static Value Patches(Value x)
    {
        Value Every(long row, long column) => x.Slice(2, row, long.MaxValue, 2).Slice(3, column, long.MaxValue, 2);
        return x.Builder.Op("Concat", [Every(0, 0), Every(1, 0), Every(0, 1), Every(1, 1)], ("axis", 1L));
    }

    // A shift of one, cut into windows of 2×2 that join the batch, a nonlinear step in each window, and all the way back.
    private static Value RolledWindows(Value x)
    {
        var windows = Roll(Roll(x, 1, 1), 2, 1).Reshape(-1, 2, 2, 2, 2, 2).Transpose(0, 1, 3, 2, 4, 5).Reshape(-1, 4, 2);
        var mixed = windows * windows.Sum(true, 1);
        return Roll(mixed.Reshape(-1, 2, 2, 2, 2, 2).Transpose(0, 1, 3, 2, 4, 5).Reshape(-1, 4, 4, 2), 1, -1);
    }

    private static Value Roll(Value x, long axis, long shift) =>
        x.Builder.Op("Concat", [x.Slice(axis, shift, long.MaxValue), x.Slice(axis, 0, shift)], ("axis", axis));

    private static Value SkipConnection(GraphBuilder b, Value[] x)
    {
        var low = x[0].Map("AveragePool", Square(2, 2), ("strides", new long[] { 2, 2 }));
        var up = b.Op("ConvTranspose", [low, x[1]], ("strides", new long[] { 2, 2 }));
        return b.Op("Concat", [x[0], up], ("axis", 1L));
    }

    private static Value ChannelsLast(GraphBuilder b, Value[] x)
    {
        var padded = b.Op("Pad", [x[0], b.Ints(0, 0, 1, 0, 0, 1, 2, 0)]);
        var first = b.Op("Conv", [padded.Transpose(0, 3, 1, 2), x[1]], ("strides", new long[] { 2, 2 })).Transpose(0, 2, 3, 1);
        return first * first.Sum(true, 3);
    }

    private static Value ClassToken(Value x)
    {
        var b = x.Builder;
        var tokens = x.Reshape(-1, 3, 20).Transpose(0, 2, 1);
        var token = b.Op("Expand", [tokens.Mean(true, 0, 1), b.Op("Concat", [x.Map("Shape", ("end", 1L)), b.Ints(1, 3)], ("axis", 0L))]);
        var all = b.Op("Concat", [token, tokens], ("axis", 1L));
        return b.Op("Gather", [all * all.Sum(true, 1), b.Constant(Constant.IntScalar(0))], ("axis", 1L));
    }
}
