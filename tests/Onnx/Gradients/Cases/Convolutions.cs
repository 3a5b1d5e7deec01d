using static VisEval.Tests.Onnx.Gradients.GradientCase;

namespace VisEval.Tests.Onnx.Gradients;

/// <summary>Convolution in one and three dimensions, with automatic padding, and by kernels that the network computes.</summary>
public static partial class GradientCases
{
    private static readonly string[] AutomaticPadding = ["SAME_UPPER", "SAME_LOWER", "VALID"];

    private static IEnumerable<GradientCase> Convolutions =>
    [
        .. AutomaticPadding.SelectMany(auto => (GradientCase[])
        [
            Conv($"{auto}", 2, 3, 3, 1, ("auto_pad", auto)),
            Conv($"{auto} even window", 2, 3, 2, 1, ("auto_pad", auto)),
            Conv($"{auto} with strides", 2, 3, 2, 1, ("auto_pad", auto), ("strides", new long[] { 2, 3 })),
            Conv($"{auto} depthwise with strides", 3, 3, 3, 3, ("auto_pad", auto), ("group", 3L), ("strides", new long[] { 2, 2 })),
        ]),
        // The runtime refuses dilations with the other two kinds.
        Conv("VALID dilated", 2, 3, 2, 1, ("auto_pad", "VALID"), ("dilations", new long[] { 3, 2 })),
        Conv("dilated with strides and groups", 4, 2, 2, 2, ("group", 2L), ("strides", new long[] { 2, 1 }),
            ("dilations", new long[] { 2, 3 }), ("pads", new long[] { 1, 2, 0, 1 })),
        Conv("depthwise dilated with a multiplier", 2, 4, 2, 2, ("group", 2L), ("dilations", new long[] { 2, 2 }),
            ("strides", new long[] { 1, 2 })),
        Of("one-dimensional, dilated in groups", "Conv", [Spread(1, 2, 4, 9), Spread(2, 6, 2, 3), Spread(3, 6)], ("group", 2L),
            ("dilations", new long[] { 2 }), ("pads", new long[] { 2, 1 })),
        Of("one-dimensional depthwise", "Conv", [Spread(1, 2, 3, 8), Spread(2, 3, 1, 3), Spread(3, 3)], ("group", 3L),
            ("strides", new long[] { 2 }), ("pads", new long[] { 1, 1 })),
        Of("three-dimensional", "Conv", [Spread(1, 2, 2, 3, 4, 3), Spread(2, 2, 2, 2, 3, 2), Spread(3, 2)],
            ("pads", new long[] { 1, 1, 0, 0, 1, 1 })),
        Of("three-dimensional with strides", "Conv", [Spread(1, 2, 2, 3, 4, 3), Spread(2, 2, 2, 2, 3, 2)],
            ("strides", new long[] { 2, 1, 2 }), ("pads", new long[] { 1, 1, 1, 0, 1, 0 })),
        Of("three-dimensional depthwise", "Conv", [Spread(1, 2, 2, 3, 4, 3), Spread(2, 2, 1, 2, 2, 2)], ("group", 2L),
            ("dilations", new long[] { 1, 2, 1 })),
        new("Conv by a computed kernel", "Conv", [Spread(1, 2, 2, 5, 5), Spread(2, 3, 2, 3, 3)], (b, x) =>
            b.Op("Conv", [x[0], x[1] * x[0].Mean(true, 0, 2, 3)], ("pads", new long[] { 1, 1, 1, 1 })), [0, 1]),
    ];
}
