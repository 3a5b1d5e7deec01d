using VisEval.Core;
using VisEval.Methods.ActivationMaximization.Transformations;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.ActivationMaximization.Objectives;

/// <summary>How strongly a layer shows what it shows of another picture: ⟨Φ(x), Φ₀⟩·max(0.1, cos)^p, Φ₀ the values for that picture under
/// the same view, cos the cosine of both.</summary>
/// <param name="model">The network.</param>
/// <param name="space">How a picture becomes input.</param>
/// <param name="tensor">The layer.</param>
/// <param name="subject">The other picture, C×H×W.</param>
/// <param name="power">p.</param>
internal sealed class Likeness(IModel model, PictureSpace space, string tensor, Tensor subject, double power) : IObjective
{
    /// <inheritdoc/>
    public int Forwards => power == 0 ? 2 : 3;

    /// <inheritdoc/>
    public (double[] Values, Tensor Gradient) Evaluate(Tensor inputs, IReadOnlyList<IPictureView> views)
    {
        var target = model.Activations(Shown(views), [tensor])[0];
        var seed = power == 0 ? target : Derivative(model.Activations(inputs, [tensor])[0], target);
        var pass = model.Gradient(inputs, tensor, seed, [model.InputTensor], RuleSet.Standard);
        var values = Enumerable.Range(0, inputs.BatchSize).Select(i => Value(pass.Value.Item(i), target.Item(i), power));
        return ([.. values], pass.Gradients[0]);
    }

    /// <summary>The value.</summary>
    public static double Value(ReadOnlySpan<float> values, ReadOnlySpan<float> target, double power) =>
        DotTimesCosine.Value(values, target, power);

    /// <summary>The derivative of every value by the layer's values.</summary>
    internal Tensor Derivative(Tensor values, Tensor target)
    {
        var derivative = Tensor.Zeros(values.Shape);
        for (var n = 0; n < values.BatchSize; n++)
            DotTimesCosine.Derivative(values.Item(n), target.Item(n), power, derivative.Item(n));
        return derivative;
    }

    private Tensor Shown(IReadOnlyList<IPictureView> views)
    {
        var shown = Tensor.Zeros([views.Count, .. subject.Shape]);
        for (var i = 0; i < views.Count; i++)
            views[i].Show(subject.Values, subject.Shape[1], subject.Shape[2], shown.Item(i));
        return space.ToInput(shown);
    }
}
