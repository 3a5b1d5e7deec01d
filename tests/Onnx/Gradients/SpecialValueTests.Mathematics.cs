using VisEval.Onnx.Graphs;

namespace VisEval.Tests.Onnx.Gradients;

/// <summary>Mathematical functions at their kinks, ties, zeros and far away.</summary>
public partial class SpecialValueTests
{
    private static IEnumerable<TestCaseData> MathematicalRows =>
    [
        // Kinks: the flat side.
        Row("a leaky ReLU at zero has its lower slope", [-1, 0, 1], [0.25f, 0.25f, 1], x => x.Map("LeakyRelu", ("alpha", 0.25f))),
        Row("a parametric ReLU at zero has its lower slope", [-1, 0, 1], [0.25f, 0.25f, 1],
            x => x.Builder.Op("PRelu", [x, x.Builder.Constant(Constant.Of([0.25f], 1))])),
        Row("an ELU at zero has its lower slope", [0, 1], [0.5f, 1], x => x.Map("Elu", ("alpha", 0.5f))),
        Row("a threshold itself passes nothing", [1, 1.5f], [0, 1], x => x.Map("ThresholdedRelu")),
        Row("shrinking passes nothing at its bounds", [-0.5f, 0.5f, 0.75f], [0, 0, 1], x => x.Map("Shrink")),
        Row("a hard sigmoid is flat at its ends", [-2, 0, 2], [0, 0.25f, 0], x => x.Map("HardSigmoid", ("alpha", 0.25f))),
        Row("a hard swish is flat at its lower end, straight at its upper", [-3, 0, 3], [0, 0.5f, 1], x => x.Map("HardSwish")),
        Row("clipping to one number passes nothing", [1, 2, 3], [0, 0, 0],
            x => x.Builder.Op("Clip", [x, x.Builder.Scalar(2), x.Builder.Scalar(2)])),
        Row("clipping to crossed bounds passes nothing", [0, 2, 4], [0, 0, 0],
            x => x.Builder.Op("Clip", [x, x.Builder.Scalar(3), x.Builder.Scalar(1)])),
        Row("steps are flat even where they jump", [-1, 0, 0.5f, 1], [0, 0, 0, 0],
            x => x.Map("Floor") + x.Map("Ceil") + x.Map("Round") + x.Map("Sign")),

        // Ties: shared evenly.
        Row("a maximum with an equal number passes half", [1, 2, 3], [0, 0.5f, 1], x => x.Builder.Op("Max", [x, x.Builder.Scalar(2)])),
        Row("a minimum with an equal number passes half", [1, 2, 3], [1, 0.5f, 0], x => x.Builder.Op("Min", [x, x.Builder.Scalar(2)])),
        Row("a maximum with itself is itself", [-1, 0, 1], [1, 1, 1], x => x.Builder.Op("Max", [x, x])),
        Row("equal reduced minima share", [1, 1, 1, 1, 2], [0.25f, 0.25f, 0.25f, 0.25f, 0], x => x.Map("ReduceMin", ("keepdims", 0L))),
        Row("the largest two pass, the first of equals first", [2, 3, 2, 1], [1, 1, 0, 0],
            x => x.Builder.Op("TopK", 2, [x, x.Builder.Ints(2)])[0]),

        // Zeros.
        Row("the square has a slope everywhere", [-1, 0, 1], [-2, 0, 2], x => x.Builder.Op("Pow", [x, x.Builder.Scalar(2)])),
        Row("the power zero is flat", [-1, 0, 1], [0, 0, 0], x => x.Builder.Op("Pow", [x, x.Builder.Scalar(0)])),
        Row("powers of a list of exponents at zero", [0, 0, 0], [0, 1, 0],
            x => x.Builder.Op("Pow", [x, x.Builder.Constant(Constant.Of([0, 1, 2], 3))])),
        Row("powers of zero do not change with the exponent", [1, 2], [0, 0], x => x.Builder.Op("Pow", [x.Builder.Scalar(0), x])),
        Row("the root at zero", [0, 4], [0, 0.25f], x => x.Map("Sqrt")),
        Row("the power one half at zero", [0, 4], [0, 0.25f], x => x.Builder.Op("Pow", [x, x.Builder.Scalar(0.5f)])),
        Row("the norm of nothing", [0, 0], [0, 0], x => x.Map("ReduceL2")),
        Row("the norm of nothing, in parts", [0, 0], [0, 0], x => (x * x).Sum(keep: false, 0).Map("Sqrt")),
        Row("the sum of absolute values at zero", [-2, 0, 2], [-1, 0, 1], x => x.Map("ReduceL1")),
        Row("normalizing nothing", [0, 0], [0, 0], x => x.Map("LpNormalization")),
        Row("normalizing nothing by its absolute values", [0, 0], [0, 0], x => x.Map("LpNormalization", ("p", 1L))),
        Row("a product with one zero", [0, 2, 4], [8, 0, 0], x => x.Map("ReduceProd")),
        Row("a product with two zeros", [0, 0, 4], [0, 0, 0], x => x.Map("ReduceProd")),

        // Far away.
        .. new[] { "Softplus", "Mish", "Gelu", "HardSwish", "Elu", "Celu", "Relu" }
            .Select(op => Row($"{op} far from zero", [-1e4f, 1e4f], [0, 1], x => x.Map(op))),
        .. new[] { "Sigmoid", "Tanh", "HardSigmoid", "Erf" }
            .Select(op => Row($"{op} far from zero", [-1e4f, 1e4f], [0, 0], x => x.Map(op))),
        Row("Gelu by tanh far from zero", [-1e4f, 1e4f], [0, 1], x => x.Map("Gelu", ("approximate", "tanh"))),
        Row("the logarithm of a sum of large powers", [-1e4f, 1e4f], [0, 1], x => x.Map("ReduceLogSumExp")),
        Row("a decided softmax", [-1e4f, 1e4f], [0, 0], x => x.Map("Softmax").Slice(0, 1, 2)),
        Row("the logarithm of a decided softmax", [-1e4f, 1e4f], [1, -1], x => x.Map("LogSoftmax").Slice(0, 0, 1)),
    ];
}
