using VisEval.Core;
using VisEval.Onnx.Graphs;
using static VisEval.Tests.Onnx.Gradients.GradientCase;

namespace VisEval.Tests.Onnx.Gradients;

/// <summary>Padding, tiling, blocks of pixels, and other moves of whole regions.</summary>
public static partial class GradientCases
{
    private static readonly string[] BorderModes = ["reflect", "edge", "wrap"];

    private static IEnumerable<GradientCase> Padded =>
    [
        .. BorderModes.Select(mode => With(mode, "Pad", [Image], [Constant.Ints(0, 0, 2, 1, 0, 0, 1, 2)], ("mode", mode))),
        .. BorderModes.Select(mode => With($"{mode} and cut", "Pad", [Image], [Constant.Ints(0, 0, -1, 2, 0, 0, 2, -1)], ("mode", mode))),
        .. BorderModes.Select(
            mode => With($"{mode} on named axes", "Pad", [Image], [Constant.Ints(1, 1, 0, 2), null, Constant.Ints(-1, 2)], ("mode", mode))),
        new("Pad by computed amounts", "Pad", [Spread(1, 2, 4)], (b, x) =>
            b.Op("Pad", [x[0], b.Op("Concat", [b.Ints(0, 1), x[0].Shape() - b.Ints(2)], ("axis", 0L))]), [0]),
        new("Pad by its value", "Pad", [Image, new Tensor([0.5f], 1)],
            (b, x) => b.Op("Pad", [x[0], b.Ints(0, 0, 1, -1, 0, 0, 0, 2), x[1].Reshape(Array.Empty<long>())]), [0, 1]),
        With("columns", "Tile", [Spread(1, 2, 3)], [Constant.Ints(1, 3)]),
        With("all axes", "Tile", [Spread(1, 2, 3, 2)], [Constant.Ints(2, 1, 3)]),
        With("nothing", "Tile", [Spread(1, 2, 3)], [Constant.Ints(1, 1)]),
        Of("", "SpaceToDepth", [Spread(1, 2, 2, 4, 6)], ("blocksize", 2L)),
        Of("default order", "DepthToSpace", [Spread(1, 2, 8, 2, 3)], ("blocksize", 2L)),
        Of("depth-column-row", "DepthToSpace", [Spread(1, 2, 9, 2, 1)], ("blocksize", 3L), ("mode", "DCR")),
        Of("column-row-depth", "DepthToSpace", [Spread(1, 2, 8, 2, 3)], ("blocksize", 2L), ("mode", "CRD")),
        Of("upper", "Trilu", [Spread(1, 2, 3, 4)]),
        With("lower, shifted", "Trilu", [Spread(1, 2, 3, 4)], [Constant.IntScalar(-1)], ("upper", 0L)),
        With("time first", "ReverseSequence", [Spread(1, 4, 2, 3)], [Constant.Ints(3, 4)]),
        With("batch first", "ReverseSequence", [Spread(1, 2, 4, 3)], [Constant.Ints(2, 4)], ("batch_axis", 0L), ("time_axis", 1L)),
        With("cut and filled", "CenterCropPad", [Spread(1, 2, 5, 4, 3)], [Constant.Ints(2, 7)], ("axes", new long[] { 1, 2 })),
        With("odd both ways", "CenterCropPad", [Spread(1, 2, 5, 4)], [Constant.Ints(2, 2, 7)]),
        With("even to odd", "CenterCropPad", [Spread(1, 2, 4, 5)], [Constant.Ints(1, 8)], ("axes", new long[] { -2, -1 })),
        With("zero kept as zero", "Reshape", [Spread(1, 2, 6)], [Constant.Ints(3, 4)], ("allowzero", 1L)),
        .. new long[] { 0, 2, 3, 4, -1 }.Select(axis => Of($"axis {axis}", "Flatten", [Image], ("axis", axis))),
        Of("without axes", "Squeeze", [Spread(1, 2, 1, 3, 1)]),
        With("two axes", "Unsqueeze", [Spread(1, 2, 3)], [Constant.Ints(-1, 1)]),
        With("new leading axis", "Expand", [Spread(1, 2, 3)], [Constant.Ints(4, 2, 1)]),
    ];
}
