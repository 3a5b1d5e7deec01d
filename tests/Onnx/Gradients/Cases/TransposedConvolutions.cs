using static VisEval.Tests.Onnx.Gradients.GradientCase;

namespace VisEval.Tests.Onnx.Gradients;

/// <summary>Transposed convolution.</summary>
public static partial class GradientCases
{
    private static IEnumerable<GradientCase> TransposedConvolutions =>
    [
        Deconv("", 3, 2, 3, 1),
        Deconv("stride", 3, 2, 2, 1, ("strides", new long[] { 2, 2 })),
        Deconv("stride and padding", 3, 2, 4, 1, ("strides", new long[] { 2, 2 }), ("pads", new long[] { 1, 1, 1, 1 })),
        Deconv("asymmetric padding", 3, 2, 3, 1, ("strides", new long[] { 2, 1 }), ("pads", new long[] { 0, 1, 2, 0 })),
        Deconv("output padding", 3, 2, 3, 1, ("strides", new long[] { 2, 3 }), ("pads", new long[] { 1, 1, 1, 1 }),
            ("output_padding", new long[] { 1, 2 })),
        Deconv("more output padding than padding", 3, 2, 3, 1, ("strides", new long[] { 3, 2 }), ("output_padding", new long[] { 2, 1 })),
        Deconv("dilated", 2, 3, 2, 1, ("dilations", new long[] { 2, 3 }), ("pads", new long[] { 1, 0, 1, 0 })),
        Deconv("groups", 4, 3, 3, 2, ("group", 2L), ("strides", new long[] { 2, 2 })),
        Deconv("depthwise", 4, 1, 3, 4, ("group", 4L), ("strides", new long[] { 2, 2 }), ("pads", new long[] { 1, 1, 1, 1 })),
        Deconv("wanted size", 3, 2, 3, 1, ("strides", new long[] { 2, 2 }), ("output_shape", new long[] { 6, 8 })),
        Deconv("wanted size, more behind", 3, 2, 3, 1, ("strides", new long[] { 2, 2 }), ("output_shape", new long[] { 6, 8 }),
            ("auto_pad", "SAME_UPPER")),
        Deconv("wanted size and output padding", 3, 2, 3, 1, ("strides", new long[] { 2, 2 }), ("output_shape", new long[] { 7, 8 }),
            ("output_padding", new long[] { 1, 1 })),
        Deconv("automatic padding above", 3, 2, 3, 1, ("strides", new long[] { 2, 2 }), ("auto_pad", "SAME_UPPER")),
        Deconv("automatic padding below", 3, 2, 3, 1, ("strides", new long[] { 2, 2 }), ("auto_pad", "SAME_LOWER")),
        Deconv("no padding", 3, 2, 3, 1, ("strides", new long[] { 2, 2 }), ("auto_pad", "VALID")),
        Of("one-dimensional", "ConvTranspose", [Spread(1, 2, 3, 4), Spread(2, 3, 2, 3), Spread(3, 2)], ("strides", new long[] { 2 }),
            ("pads", new long[] { 1, 0 })),
        Of("three-dimensional", "ConvTranspose", [Spread(1, 2, 2, 2, 3, 2), Spread(2, 2, 1, 2, 2, 3)], ("strides", new long[] { 2, 1, 1 })),
    ];

    private static GradientCase Deconv(
        string variant, int inputs, int outputs, int kernel, int groups, params (string, object)[] attributes) =>
        Of(variant, "ConvTranspose", [Spread(1, 2, inputs, 3, 4), Spread(2, inputs, outputs, kernel, kernel), Spread(3, outputs * groups)],
            attributes);
}
