using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Relevance;

/// <summary>What an operator does to the data, as far as rules beyond the gradient tell operators apart.</summary>
internal enum OperatorFamily
{
    /// <summary>Takes elements to other places, or some of them, or into several; makes no new value.</summary>
    Moving,

    /// <summary>Compares, chooses or rounds: what comes out depends on the data by steps.</summary>
    Deciding,

    /// <summary>Each element by itself, in a straight line: a factor or shift, a batch normalization.</summary>
    Scaling,

    /// <summary>Each element by itself, by any other function: the activations.</summary>
    Elementwise,

    /// <summary>Sums and averages: linear, without trained weights.</summary>
    Averaging,

    /// <summary>Takes many elements into one by a function that is not linear: norms, products.</summary>
    Reducing,

    /// <summary>The largest or smallest of several elements.</summary>
    Extreme,

    /// <summary>A product of two tensors that both depend on the data.</summary>
    Product,

    /// <summary>A quotient of two tensors that both depend on the data.</summary>
    Quotient,

    /// <summary>A convolution or matrix product with constant weights.</summary>
    Linear,

    /// <summary>A matrix product of two tensors that both depend on the data, as in attention.</summary>
    Bilinear,

    /// <summary>Subtracts a mean and divides by a standard deviation taken from the data.</summary>
    Centring,

    /// <summary>Divides by a norm taken from the data.</summary>
    Norming,

    /// <summary>The softmax and its logarithm.</summary>
    Softmax,
}

/// <summary>Which family a node belongs to.</summary>
internal static class OperatorFamilies
{
    /// <summary>The family by operator; which of its inputs are constant can change it.</summary>
    internal static IReadOnlyDictionary<string, OperatorFamily> ByOperator { get; } = new Dictionary<OperatorFamily, string>
    {
        [OperatorFamily.Moving] =
            "Reshape Flatten Squeeze Unsqueeze Transpose Concat Split Slice Gather GatherElements GatherND Pad Expand Tile "
                + "DepthToSpace SpaceToDepth Shape Size MaxUnpool Trilu ReverseSequence ScatterElements ScatterND Compress Col2Im "
                + "CenterCropPad ConstantOfShape EyeLike RandomUniformLike RandomNormalLike",
        [OperatorFamily.Deciding] =
            "Where Cast CastLike TopK Equal Less LessOrEqual Greater GreaterOrEqual And Or Xor Not IsNaN IsInf ArgMax ArgMin "
                + "NonZero OneHot QuantizeLinear DequantizeLinear Hardmax Bernoulli",
        [OperatorFamily.Scaling] = "Identity Dropout Neg BatchNormalization",
        [OperatorFamily.Elementwise] =
            "Relu LeakyRelu PRelu Elu Selu Celu ThresholdedRelu Shrink Softplus Softsign Sigmoid Tanh HardSigmoid HardSwish "
                + "Swish Mish Gelu Clip Erf Exp Log Sqrt Reciprocal Abs Sign Floor Ceil Round Sin Cos Tan Asin Acos Atan Sinh Cosh Asinh "
                + "Acosh Atanh Pow Mod",
        [OperatorFamily.Averaging] =
            "Add Sub Sum Mean AveragePool GlobalAveragePool ReduceMean ReduceSum Resize Upsample CumSum GridSample RoiAlign",
        [OperatorFamily.Reducing] = "LpPool GlobalLpPool ReduceL1 ReduceL2 ReduceLogSumExp ReduceLogSum ReduceSumSquare ReduceProd",
        [OperatorFamily.Extreme] = "MaxPool GlobalMaxPool ReduceMax ReduceMin Max Min",
        [OperatorFamily.Product] = "Mul",
        [OperatorFamily.Quotient] = "Div",
        [OperatorFamily.Linear] = "Conv ConvTranspose Gemm MatMul Einsum",
        [OperatorFamily.Centring] = "LayerNormalization InstanceNormalization GroupNormalization",
        [OperatorFamily.Norming] = "LRN LpNormalization MeanVarianceNormalization RMSNormalization SimplifiedLayerNormalization",
        [OperatorFamily.Softmax] = "Softmax LogSoftmax",
    }.SelectMany(f => f.Value.Split(' ').Select(op => (op, f.Key))).ToDictionary(f => f.op, f => f.Key);

    // What becomes of an operator of several tensors where only one of them depends on the data.
    private static readonly IReadOnlyDictionary<string, OperatorFamily> WithConstants = new Dictionary<string, OperatorFamily>
    {
        ["Add"] = OperatorFamily.Scaling,
        ["Sub"] = OperatorFamily.Scaling,
        ["Sum"] = OperatorFamily.Scaling,
        ["Mean"] = OperatorFamily.Scaling,
        ["Mul"] = OperatorFamily.Scaling,
        ["Max"] = OperatorFamily.Elementwise,
        ["Min"] = OperatorFamily.Elementwise,
    };

    /// <summary>The family of a node; an operator that is not listed is an activation if it keeps the shape, else it moves
    /// elements.</summary>
    internal static OperatorFamily Of(Node node, GraphFacts facts)
    {
        var data = facts.DataInputs(node);
        if (!ByOperator.TryGetValue(node.Operator, out var family))
            return data.Count == 1 && facts.Shapes.Of(node.Inputs[data[0]]).SequenceEqual(facts.Shapes.Of(node.Outputs[0]))
                ? OperatorFamily.Elementwise
                : OperatorFamily.Moving;
        if (family == OperatorFamily.Linear)
            return facts.IsLinearLayer(node) ? family : OperatorFamily.Bilinear;
        if (data.Count != 1)
            return family;
        // A constant denominator is a factor; a constant numerator makes a reciprocal.
        if (family == OperatorFamily.Quotient)
            return data[0] == 0 ? OperatorFamily.Scaling : OperatorFamily.Elementwise;
        return node.Inputs.Count > 1 ? WithConstants.GetValueOrDefault(node.Operator, family) : family;
    }
}
