using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Exporting;

/// <summary>In which operator set a node, as it stands, first meant what it means in the working set.</summary>
/// <remarks>A table of the ONNX standard. Of element types it holds those that VisEval adds nodes with (float, double, int64, bool): what
/// the network's own nodes have, the network's own set allows already.</remarks>
internal static class OperatorForms
{
    /// <summary>The oldest set that files are written in: since then negative axes count from the end everywhere, and comparisons take
    /// any numbers.</summary>
    public const long Oldest = 11;

    // An operator in its simplest form: the set that has it.
    private static readonly Dictionary<string, long> Since = new[]
    {
        (11, """
             Abs Acos Acosh Add And ArgMax ArgMin Asin Asinh Atan Atanh BatchNormalization BitShift Cast Ceil Clip Compress Concat
             ConstantOfShape Conv ConvInteger ConvTranspose Cos Cosh CumSum DepthToSpace DequantizeLinear Det Div DynamicQuantizeLinear
             Elu Equal Erf Exp Expand EyeLike Flatten Floor GRU Gather GatherElements GatherND Gemm GlobalAveragePool GlobalLpPool
             GlobalMaxPool Greater HardSigmoid Hardmax Identity If InstanceNormalization IsInf IsNaN LRN LSTM LeakyRelu Less Log
             LogSoftmax Loop LpNormalization MatMul MatMulInteger Max MaxPool MaxRoiPool MaxUnpool Mean MeanVarianceNormalization Min Mod
             Mul Neg NonMaxSuppression NonZero Not OneHot Or PRelu Pad Pow QLinearConv QLinearMatMul QuantizeLinear RNN RandomNormalLike
             RandomUniformLike Range Reciprocal ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd
             ReduceSum ReduceSumSquare Relu Reshape Resize ReverseSequence RoiAlign Round Scan ScatterElements ScatterND Selu Shape Shrink
             Sigmoid Sign Sin Sinh Size Slice Softmax Softplus Softsign SpaceToDepth Split Sqrt Squeeze Sub Sum Tan Tanh ThresholdedRelu
             Tile TopK Transpose Unique Unsqueeze Where Xor
             """),
        (12, "Celu Dropout Einsum GreaterOrEqual LessOrEqual"),
        (14, "HardSwish Trilu"),
        (15, "Bernoulli CastLike"),
        (16, "GridSample"),
        (17, "LayerNormalization"),
        // Both pools meant the same before, but the runtime has another kernel since, which rounds otherwise: LRP makes more of it.
        (18, "LpPool"),
        (19, "AveragePool"),
        (18, "BitwiseAnd BitwiseNot BitwiseOr BitwiseXor CenterCropPad Col2Im Mish"),
        (19, "DeformConv"),
        (20, "AffineGrid Gelu"),
        (21, "GroupNormalization"),
    }.SelectMany(row => Words(row.Item2).Select(op => (Operator: op, Set: (long)row.Item1))).ToDictionary(o => o.Operator, o => o.Set);

    // What a node may have beside that, and the set that has it.
    private static readonly ILookup<string, (long Set, Func<Node, OuterConstants, bool> Has)> Parts =
        new (long Set, string Operators, Func<Node, OuterConstants, bool> Has)[]
        {
            (12, "ArgMax ArgMin", Attribute("select_last_index")),
            (12, "GatherND", Attribute("batch_dims")),
            (12, "Max Min", (node, constants) => !node.Inputs.Any(i => constants.Find(i)?.Type is ElementType.Float or ElementType.Double)),
            (13, "Squeeze Unsqueeze Split ReduceSum", Input(1)),
            (13, "ReduceSum", Attribute("noop_with_empty_axes")),
            (13, "QuantizeLinear DequantizeLinear", Attribute("axis")),
            // Before, an axis cut the tensor in two, which is the same for the last one only; the default was another axis.
            (13, "Softmax LogSoftmax Hardmax", (node, _) => node.Int("axis") != -1),
            (13, "Resize", (node, _) => !node.HasInput(1) || !node.HasInput(2)),
            (14, "BatchNormalization", Attribute("training_mode")),
            (14, "Reshape", Attribute("allowzero")),
            (14, "GRU LSTM RNN", Attribute("layout")),
            (15, "Shape", Attribute("start", "end")),
            (16, "RoiAlign", Attribute("coordinate_transformation_mode")),
            (16, "ScatterElements ScatterND", Attribute("reduction")),
            (18, "ScatterElements ScatterND", Text("reduction", "max", "min")),
            (18, "ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd ReduceSumSquare", Input(1)),
            (18, "ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd ReduceSumSquare",
                Attribute("noop_with_empty_axes")),
            (18, "Pad", Input(3)),
            (18, "Split", Attribute("num_outputs")),
            (18, "Resize", Attribute("antialias", "axes", "keep_aspect_ratio_policy")),
            (19, "Pad", Text("mode", "wrap")),
            (19, "Resize", Text("coordinate_transformation_mode", "half_pixel_symmetric")),
            (19, "Cast CastLike QuantizeLinear", Attribute("saturate")),
            (20, "GridSample", Text("mode", "linear", "cubic")),
            (21, "QuantizeLinear DequantizeLinear", Attribute("block_size", "output_dtype")),
        }.SelectMany(row => Words(row.Operators).Select(op => (Operator: op, row.Set, row.Has)))
        .ToLookup(r => r.Operator, r => (r.Set, r.Has));

    /// <summary>The operators of the table.</summary>
    public static IEnumerable<string> Operators => Since.Keys;

    /// <summary>The first set; null for an operator that the table does not have. Graphs inside the node are not looked at.</summary>
    /// <param name="node">A node of the standard's domain.</param>
    /// <param name="constants">The constants that it may read.</param>
    public static long? FirstOf(Node node, OuterConstants constants) => Since.TryGetValue(node.Operator, out var set)
        ? Parts[node.Operator].Where(part => part.Has(node, constants)).Select(part => part.Set).Append(set).Max()
        : null;

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static Func<Node, OuterConstants, bool> Attribute(params string[] names) => (node, _) => names.Any(node.Attributes.ContainsKey);

    private static Func<Node, OuterConstants, bool> Input(int index) => (node, _) => node.HasInput(index);

    private static Func<Node, OuterConstants, bool> Text(string name, params string[] values) =>
        (node, _) => values.Contains(node.Text(name));
}
