using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>Normalization layers.</summary>
internal static class NormalizationGradients
{
    // Inference: y = (x − μ)·γ/√(σ² + ε) + β with constants per channel.
    [GradientOf("BatchNormalization")]
    internal static IReadOnlyList<Value> BatchNormalization(GradientScope s)
    {
        if (s.Node.Int("training_mode") == 1)
            throw s.Refuse("it is exported in training mode; export the network for inference.");
        long[] perChannel = [1, -1, .. Enumerable.Repeat(1L, s.InputShape().Length - 2)];
        var deviation = (s.Input(4) + s.Node.Float("epsilon", 1e-5f)).Map("Sqrt");
        return [s.Gradient * (s.Input(1) / deviation).Reshape(perChannel)];
    }
}
