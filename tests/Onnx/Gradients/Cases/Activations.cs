using VisEval.Core;
using VisEval.Onnx.Graphs;
using static VisEval.Tests.Onnx.Gradients.GradientCase;

namespace VisEval.Tests.Onnx.Gradients;

/// <summary>Activation functions.</summary>
public static partial class GradientCases
{
    private static IEnumerable<GradientCase> Activations =>
    [
        Of("", "Relu", [Spread(1, 2, 6)]),
        Of("", "LeakyRelu", [Spread(1, 2, 6)], ("alpha", 0.3f)),
        With("both bounds", "Clip", [Spread(1, 2, 12)], [Constant.Scalar(-0.3f), Constant.Scalar(0.42f)]),
        Of("no bounds", "Clip", [Spread(1, 2, 12)]),
        With("lower only", "Clip", [Spread(1, 2, 12)], [Constant.Scalar(-0.3f)]),
        With("equal bounds", "Clip", [Spread(1, 2, 12)], [Constant.Scalar(0.3f), Constant.Scalar(0.3f)]),
        With("infinite bound", "Clip", [Spread(1, 2, 12)], [Constant.Scalar(0), Constant.Scalar(float.PositiveInfinity)]),
        new("Clip by bounds from the data", "Clip", [Spread(1, 2, 12), new Tensor([-0.3f]), new Tensor([0.42f])],
            (b, x) => b.Op("Clip", x), [0, 1, 2]),
        new("Clip by crossed bounds", "Clip", [Spread(1, 2, 12), new Tensor([0.3f]), new Tensor([-0.3f])],
            (b, x) => b.Op("Clip", x), [0, 1, 2]),
        new("Clip from below by the data", "Clip", [Spread(1, 2, 12), new Tensor([0.24f])], (b, x) => b.Op("Clip", x), [0, 1]),
        With("upper only", "Clip", [Spread(1, 2, 12)], [null, Constant.Scalar(0.3f)]),
        Of("a slope a channel", "PRelu", [Image, Between(-0.5, 0.5, 2, 3, 1, 1)]),
        Of("", "Elu", [Spread(1, 2, 6)], ("alpha", 0.7f)),
        Of("alpha 1", "Elu", [Spread(1, 2, 6)]),
        Of("", "Selu", [Spread(1, 2, 6)]),
        Of("own constants", "Selu", [Spread(1, 2, 6)], ("alpha", 0.6f), ("gamma", 1.3f)),
        Of("", "Celu", [Spread(1, 2, 6)]),
        Of("alpha", "Celu", [Spread(1, 2, 6)], ("alpha", 0.4f)),
        Of("", "ThresholdedRelu", [Between(1.5, 3, 1, 2, 3)]),
        Of("alpha", "ThresholdedRelu", [Spread(1, 2, 12)], ("alpha", 0.3f)),
        Of("negative alpha", "ThresholdedRelu", [Spread(1, 2, 12)], ("alpha", -0.3f)),
        Of("", "Shrink", [Spread(1, 2, 12)], ("lambd", 0.3f), ("bias", 0.1f)),
        Of("", "Softsign", [Spread(1, 2, 6)]),
        Of("", "Mish", [Between(-4, 4, 1, 2, 12)]),
        Of("", "Gelu", [Between(-4, 4, 1, 2, 12)]),
        Of("by tanh", "Gelu", [Between(-4, 4, 1, 2, 12)], ("approximate", "tanh")),
        Of("one slope", "PRelu", [Spread(1, 2, 6), new Tensor([0.3f], 1)]),
        Of("a slope an element", "PRelu", [Spread(1, 2, 6), Between(-0.5, 0.5, 2, 2, 6)]),
        new("Sigmoid times its input", "Sigmoid", [Between(-4, 4, 1, 2, 12)], (b, x) => x[0] * x[0].Map("Sigmoid"), [0]),
        Of("", "Softplus", [Spread(1, 2, 6)]),
        Of("", "Sigmoid", [Spread(1, 2, 6)]),
        Of("", "Tanh", [Spread(1, 2, 6)]),
        Of("", "HardSigmoid", [Between(-0.9, 0.9, 1, 2, 6)], ("alpha", 0.4f), ("beta", 0.45f)),
        Of("flat ends", "HardSigmoid", [new Tensor([-3, 3, 1, -2], 2, 2)], ("alpha", 0.4f)),
        Of("", "HardSwish", [new Tensor([-4, -2.5f, -0.5f, 0.5f, 2.5f, 4], 2, 3)]),
        Of("last axis", "Softmax", [Spread(1, 2, 5)], ("axis", -1L)),
        Of("middle axis", "Softmax", [Spread(1, 2, 3, 4)], ("axis", 1L)),
        Of("default axis", "Softmax", [Spread(1, 2, 3, 4)]),
        Of("first axis", "LogSoftmax", [Spread(1, 2, 5)], ("axis", 0L)),
        Of("", "LogSoftmax", [Spread(1, 2, 5)], ("axis", -1L)),
    ];
}
