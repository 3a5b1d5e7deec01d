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
        With("upper only", "Clip", [Spread(1, 2, 12)], [null, Constant.Scalar(0.3f)]),
        Of("a slope a channel", "PRelu", [Image, Between(-0.5, 0.5, 2, 3, 1, 1)]),
        Of("", "Elu", [Spread(1, 2, 6)], ("alpha", 0.7f)),
        Of("", "Softplus", [Spread(1, 2, 6)]),
        Of("", "Sigmoid", [Spread(1, 2, 6)]),
        Of("", "Tanh", [Spread(1, 2, 6)]),
        Of("", "HardSigmoid", [Between(-0.9, 0.9, 1, 2, 6)], ("alpha", 0.4f), ("beta", 0.45f)),
        Of("flat ends", "HardSigmoid", [new Tensor([-3, 3, 1, -2], 2, 2)], ("alpha", 0.4f)),
        Of("", "HardSwish", [new Tensor([-4, -2.5f, -0.5f, 0.5f, 2.5f, 4], 2, 3)]),
        Of("last axis", "Softmax", [Spread(1, 2, 5)], ("axis", -1L)),
        Of("middle axis", "Softmax", [Spread(1, 2, 3, 4)], ("axis", 1L)),
        Of("", "LogSoftmax", [Spread(1, 2, 5)], ("axis", -1L)),
    ];
}
