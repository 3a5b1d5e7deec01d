using static VisEval.Tests.Onnx.Gradients.GradientCase;

namespace VisEval.Tests.Onnx.Gradients;

/// <summary>Convolution and pooling.</summary>
public static partial class GradientCases
{
    private static IEnumerable<GradientCase> Windows =>
    [
        Conv("", 3, 4, 3, 1, ("pads", new long[] { 1, 1, 1, 1 })),
        Conv("no padding", 3, 4, 2, 1),
        Conv("asymmetric padding", 3, 2, 3, 1, ("pads", new long[] { 0, 1, 2, 0 })),
        Conv("wide padding", 2, 2, 2, 1, ("pads", new long[] { 3, 2, 2, 3 })),
        Conv("stride", 3, 4, 3, 1, ("pads", new long[] { 1, 1, 1, 1 }), ("strides", new long[] { 2, 2 })),
        Conv("uneven stride that leaves a rest", 3, 2, 2, 1, ("strides", new long[] { 3, 2 })),
        Conv("pointwise stride", 3, 4, 1, 1, ("strides", new long[] { 2, 2 })),
        Conv("dilated", 2, 3, 2, 1, ("dilations", new long[] { 2, 1 }), ("pads", new long[] { 1, 0, 1, 0 })),
        Conv("groups", 4, 6, 3, 2, ("pads", new long[] { 1, 1, 1, 1 }), ("group", 2L)),
        Conv("groups with stride", 4, 6, 3, 2, ("pads", new long[] { 1, 1, 1, 1 }), ("group", 2L), ("strides", new long[] { 2, 2 })),
        Conv("depthwise", 4, 4, 3, 4, ("pads", new long[] { 1, 1, 1, 1 }), ("group", 4L)),
        Conv("depthwise with stride", 4, 4, 3, 4, ("pads", new long[] { 1, 1, 1, 1 }), ("group", 4L), ("strides", new long[] { 2, 2 })),
        Conv("depthwise with stride and rest", 4, 8, 2, 4, ("group", 4L), ("strides", new long[] { 3, 2 })),
        Conv("automatic padding", 3, 2, 3, 1, ("auto_pad", "SAME_UPPER"), ("strides", new long[] { 2, 2 })),
        Conv("automatic padding below", 3, 2, 2, 1, ("auto_pad", "SAME_LOWER")),
        Of("one-dimensional", "Conv", [Spread(1, 2, 3, 7), Spread(2, 2, 3, 3)], ("strides", new long[] { 2 }),
            ("pads", new long[] { 1, 1 })),
        Of("without overlap", "MaxPool", [Image], ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 })),
        Of("overlapping", "MaxPool", [Image], ("kernel_shape", new long[] { 3, 3 }), ("strides", new long[] { 1, 1 }),
            ("pads", new long[] { 1, 1, 1, 1 })),
        Of("ceil mode", "MaxPool", [Image], ("kernel_shape", new long[] { 3, 3 }), ("strides", new long[] { 2, 2 }), ("ceil_mode", 1L)),
        Of("ceil mode without overlap", "MaxPool", [Image], ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 }),
            ("ceil_mode", 1L)),
        Of("dilated", "MaxPool", [Image], ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 1, 1 }),
            ("dilations", new long[] { 2, 2 })),
        Of("automatic padding", "MaxPool", [Image], ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 }),
            ("auto_pad", "SAME_UPPER")),
        Of("", "AveragePool", [Image], ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 })),
        Of("padding left out", "AveragePool", [Image], ("kernel_shape", new long[] { 3, 3 }), ("pads", new long[] { 1, 1, 1, 1 })),
        Of("padding counted", "AveragePool", [Image], ("kernel_shape", new long[] { 3, 3 }), ("pads", new long[] { 1, 1, 1, 1 }),
            ("count_include_pad", 1L), ("strides", new long[] { 2, 2 })),
        Of("ceil mode", "AveragePool", [Image], ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 }), ("ceil_mode", 1L)),
        Of("", "GlobalAveragePool", [Image]),
        Of("", "GlobalMaxPool", [Image]),
    ];

    private static GradientCase Conv(
        string variant, int inputs, int outputs, int kernel, int groups, params (string, object)[] attributes) =>
        Of(variant, "Conv", [Spread(1, 2, inputs, 5, 6), Spread(2, outputs, inputs / groups, kernel, kernel), Spread(3, outputs)],
            attributes);
}
