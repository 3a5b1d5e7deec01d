using VisEval.Core;
using VisEval.Onnx.Graphs;
using static VisEval.Tests.Onnx.Gradients.GradientCase;

namespace VisEval.Tests.Onnx.Gradients;

/// <summary>Resizing: every coordinate rule with every interpolation, up and down.</summary>
public static partial class GradientCases
{
    private static readonly string[] CoordinateRules =
        ["half_pixel", "half_pixel_symmetric", "pytorch_half_pixel", "align_corners", "asymmetric"];

    private static readonly string[] Roundings = ["round_prefer_floor", "round_prefer_ceil", "floor", "ceil"];

    private static IEnumerable<GradientCase> Resized =>
    [
        .. CoordinateRules.SelectMany(rule => Roundings.SelectMany(rounding => (GradientCase[])
        [
            Sizes($"nearest {rule} {rounding} to sizes", Image, [2, 3, 8, 3], Rule(rule, "nearest"), ("nearest_mode", rounding)),
            Scales($"nearest {rule} {rounding} by scales", Image, [1, 1, 2, 0.6f], Rule(rule, "nearest"), ("nearest_mode", rounding)),
        ])),
        .. CoordinateRules.SelectMany(rule => (string[])["linear", "cubic"], (rule, mode) => (rule, mode)).SelectMany(r => (GradientCase[])
        [
            Sizes($"{r.mode} {r.rule} up and down", Image, [2, 3, 9, 3], Rule(r.rule, r.mode)),
            Sizes($"{r.mode} {r.rule} down and up", Image, [2, 3, 2, 7], Rule(r.rule, r.mode)),
            Scales($"{r.mode} {r.rule} by scales that do not divide", Image, [1, 1, 1.7f, 2.3f], Rule(r.rule, r.mode)),
            Sizes($"{r.mode} {r.rule} to one", Image, [2, 3, 1, 4], Rule(r.rule, r.mode)),
        ]),
        Scales("cubic, outside excluded", Image, [1, 1, 2, 1.5f], Rule("half_pixel", "cubic"), ("exclude_outside", 1L),
            ("cubic_coeff_a", -0.5f)),
        Scales("nearest, blocks", Image, [1, 1, 3, 2], Rule("asymmetric", "nearest"), ("nearest_mode", "floor")),
        Scales("nearest, blocks in one dimension", Spread(1, 2, 3, 4), [1, 1, 2], Rule("asymmetric", "nearest"), ("nearest_mode", "floor")),
        Scales("nearest, blocks in three dimensions", Spread(1, 2, 1, 2, 3, 2), [1, 1, 2, 2, 3], Rule("half_pixel", "nearest")),
        Scales("nearest, channels last", Spread(1, 2, 3, 2, 4), [1, 2, 2, 1], Rule("half_pixel", "nearest")),
        Scales("linear, channels last", Spread(1, 2, 3, 2, 4), [1, 2, 3, 1], Rule("half_pixel", "linear")),
        Scales("linear, one dimension", Spread(1, 2, 3, 4), [1, 1, 2.5f], Rule("half_pixel", "linear")),
        Sizes("linear, two axes only", Spread(1, 3, 4), [5, 7], Rule("align_corners", "linear")),
        Sizes("linear, three dimensions", Spread(1, 1, 2, 2, 3, 2), [1, 2, 3, 5, 4], Rule("half_pixel", "linear")),
        Scales("factors that change no length", Image, [1, 1, 1.1f, 1.1f], Rule("half_pixel", "linear")),
        Scales("a factor that changes one length", Image, [1, 1, 1.1f, 1.3f], Rule("half_pixel", "linear")),
        Scales("cubic with a factor that changes one length", Image, [1, 1, 1.1f, 1.3f], Rule("half_pixel", "cubic")),
        Sizes("named axes", Image, [7, 8], Rule("half_pixel", "linear"), ("axes", new long[] { 2, 3 })),
        Sizes("named axes in another order", Image, [7, 9], Rule("half_pixel", "linear"), ("axes", new long[] { -1, -2 })),
        Scales("named axes by scales", Image, [2, 3], Rule("half_pixel", "nearest"), ("axes", new long[] { 2, 3 })),
        Sizes("not larger", Image, [9, 6], Rule("half_pixel", "linear"), ("axes", new long[] { 2, 3 }),
            ("keep_aspect_ratio_policy", "not_larger")),
        Sizes("not smaller", Image, [7, 7], Rule("half_pixel", "nearest"), ("axes", new long[] { 2, 3 }),
            ("keep_aspect_ratio_policy", "not_smaller")),
    ];

    private static (string, object)[] Rule(string coordinates, string mode) =>
        [("coordinate_transformation_mode", coordinates), ("mode", mode)];

    private static GradientCase Sizes(string variant, Tensor x, long[] sizes, (string, object)[] rule, params (string, object)[] more) =>
        With(variant, "Resize", [x], [null, null, Constant.Ints(sizes)], [.. rule, .. more]);

    private static GradientCase Scales(string variant, Tensor x, float[] scales, (string, object)[] rule, params (string, object)[] more) =>
        With(variant, "Resize", [x], [null, Constant.Of(scales, scales.Length)], [.. rule, .. more]);
}
