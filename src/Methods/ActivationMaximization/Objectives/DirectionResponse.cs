using VisEval.Core;
using VisEval.Methods.ActivationMaximization.Transformations;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.ActivationMaximization.Objectives;

/// <summary>How far a layer's values lie along a unit's direction v and along nothing else: the mean over places of
/// ⟨a, v⟩·max(0.1, cos(a, v))^p, a the channels at a place; of classes the logits (Olah et al., 2018).</summary>
/// <param name="model">The network.</param>
/// <param name="unit">A class, channel, neuron or direction.</param>
/// <param name="power">p.</param>
/// <param name="rules">How the derivative passes operators; null for exactly.</param>
internal sealed class DirectionResponse(IModel model, NetworkUnit unit, double power, RuleSet? rules = null) : IObjective
{
    private readonly float[] _direction = DirectionOf(model, unit);
    private readonly IReadOnlyList<int> _places = UnitResponse.PlacesOf(unit);

    /// <inheritdoc/>
    public int Forwards => 2;

    /// <inheritdoc/>
    public IObjective Redirected => new DirectionResponse(model, unit, power, RuleSet.Redirected);

    /// <inheritdoc/>
    public (double[] Values, Tensor Gradient) Evaluate(Tensor inputs, IReadOnlyList<IPictureView> views) => Evaluate(inputs);

    /// <summary>The values for images and their derivatives.</summary>
    public (double[] Values, Tensor Gradient) Evaluate(Tensor inputs)
    {
        var values = unit.IsClass ? model.Predict(inputs).Logits : model.Activations(inputs, [unit.Tensor!])[0];
        var (seeds, results) = (Tensor.Zeros(values.Shape), new double[inputs.BatchSize]);
        for (var n = 0; n < results.Length; n++)
            results[n] = Along(values.Item(n), seeds.Item(n));
        var gradient = unit.IsClass
            ? model.Gradient(inputs, seeds, [model.InputTensor], rules ?? RuleSet.Standard).Gradients[0]
            : model.Gradient(inputs, unit.Tensor!, seeds, [model.InputTensor], rules ?? RuleSet.Standard).Gradients[0];
        return (results, gradient);
    }

    private double Along(ReadOnlySpan<float> values, Span<float> seed)
    {
        var (sum, at, derivative) = (0.0, new float[_direction.Length], new float[_direction.Length]);
        foreach (var place in _places)
        {
            for (var c = 0; c < at.Length; c++)
                at[c] = values[UnitResponse.IndexOf(unit.Layout, c, place)];
            sum += DotTimesCosine.Value(at, _direction, power) / _places.Count;
            DotTimesCosine.Derivative(at, _direction, power, derivative);
            for (var c = 0; c < at.Length; c++)
                seed[UnitResponse.IndexOf(unit.Layout, c, place)] = derivative[c] / _places.Count;
        }
        return sum;
    }

    private static float[] DirectionOf(IModel model, NetworkUnit unit)
    {
        var channels = unit.IsClass
            ? model.ClassCount
            : unit.Layout?.Channels ?? model.Network.ShapeOf(unit.Tensor!).Aggregate(1, (product, length) => product * length);
        var direction = new float[channels];
        foreach (var term in unit.Terms)
            direction[term.Channel] = (float)term.Weight;
        return direction;
    }
}
