using VisEval.Core;
using VisEval.Methods.ActivationMaximization.Transformations;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.ActivationMaximization.Objectives;

/// <summary>How far a layer's values are from given ones: −‖Φ(x) − Φ₀‖²/‖Φ₀‖², so that it grows towards 0.</summary>
/// <param name="model">The network.</param>
/// <param name="tensor">The layer.</param>
/// <param name="target">Φ₀, 1×….</param>
internal sealed class LayerDistance(IModel model, string tensor, Tensor target) : IObjective
{
    private readonly double _scale = target.Values.Sum(v => (double)v * v);

    /// <summary>Whether there is anything to imitate.</summary>
    public bool IsDefined => _scale > 0 && double.IsFinite(_scale);

    /// <inheritdoc/>
    public (double[] Values, Tensor Gradient) Evaluate(Tensor inputs, IReadOnlyList<IPictureView> views)
    {
        var seed = Tensor.Stack([.. Enumerable.Repeat(target.ItemTensor(0), inputs.BatchSize)]);
        var pass = model.Gradient(inputs, tensor, seed, [model.InputTensor], RuleSet.OfHalfSquaredDistance);
        var factor = (float)(-2 / _scale);
        foreach (ref var value in pass.Gradients[0].Values.AsSpan())
            value *= factor;
        return ([.. Enumerable.Range(0, inputs.BatchSize).Select(i => -Distance(pass.Value.Item(i)))], pass.Gradients[0]);
    }

    /// <summary>‖Φ(x) − Φ₀‖/‖Φ₀‖ of an input, 1×C×H×W.</summary>
    public double RelativeError(Tensor input) => Math.Sqrt(Distance(model.Activations(input, [tensor])[0].Item(0)));

    private double Distance(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++)
            sum += Math.Pow((double)values[i] - target.Values[i], 2);
        return sum / _scale;
    }
}
