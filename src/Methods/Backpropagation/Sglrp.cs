using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.Backpropagation;

/// <summary>Softmax-gradient LRP: relevance starts with ∂p_t/∂S_n, p_t(1 − p_t) at the target and −p_t·p_n at every other class;
/// C×H×W and signed (Iwana et al., 2019).</summary>
/// <remarks>One pass, z⁺ at convolutions and ε at matrix products. Running the target's and the others' part separately and scaling them
/// to equal sums, as some code does, is another method.</remarks>
/// <param name="Epsilon">ε of the matrix products.</param>
[Named("sglrp")]
[Paper(
    "Iwana, Kuroki, Uchida: Explaining Convolutional Neural Networks using Softmax Gradient Layer-wise Relevance Propagation, "
    + "ICCV Workshop", 2019)]
[Needs(Needs.Gradient | Needs.Rules)]
[Passes("2", "1")]
public sealed record Sglrp(
    [InRange(0, 1e6), About(OptionText.Epsilon)] double Epsilon = 1e-6)
    : IAttributionMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets)
    {
        var probabilities = model.Predict(batch.Values).Probabilities;
        var start = Tensor.Zeros(batch.Count, model.ClassCount);
        for (var i = 0; i < batch.Count; i++)
            for (var n = 0; n < model.ClassCount; n++)
            {
                double target = probabilities.Item(i)[targets[i]];
                start.Item(i)[n] = (float)(n == targets[i] ? target * (1 - target) : -target * probabilities.Item(i)[n]);
            }
        return RelevancePass.From(model, batch.Values, start, Composites.EpsilonPlus(Epsilon)).Pixels.Attributions();
    }
}
