using VisEval.Core;
using VisEval.Methods.ActivationMaximization.Transformations;
using VisEval.Onnx.Loading;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.ActivationMaximization.Objectives;

/// <summary>The response of a unit: the logit of a class, the mean over all places of a channel, the value of a neuron, the weighted sum of
/// these for a direction, the mean square of a layer.</summary>
/// <param name="model">The network.</param>
/// <param name="unit">The unit.</param>
/// <param name="rules">How the derivative passes operators; null for exactly. Not of a layer.</param>
internal sealed class UnitResponse(IModel model, NetworkUnit unit, RuleSet? rules = null) : IObjective
{
    private readonly float[] _weights = unit.IsClass || unit.IsLayer ? [] : WeightsOf(model, unit);

    /// <inheritdoc/>
    // The derivative of a layer's mean square is 0 where the layer is, so that nothing could pass.
    public IObjective Redirected => unit.IsLayer ? this : new UnitResponse(model, unit, RuleSet.Redirected);

    /// <inheritdoc/>
    public (double[] Values, Tensor Gradient) Evaluate(Tensor inputs, IReadOnlyList<IPictureView> views) => Evaluate(inputs);

    /// <summary>The responses to images and their derivatives.</summary>
    public (double[] Values, Tensor Gradient) Evaluate(Tensor inputs)
    {
        var images = inputs.BatchSize;
        if (unit.IsClass)
        {
            var byClass = model.Gradient(inputs, ClassSeeds(images), [model.InputTensor], rules ?? RuleSet.Standard);
            return (ValuesOf(byClass.Scores), byClass.Gradients[0]);
        }
        var start = unit.IsLayer ? RuleSet.OfHalfSquaredDistance : rules ?? RuleSet.Standard;
        var pass = model.Gradient(inputs, unit.Tensor!, Seeds(images), [model.InputTensor], start);
        if (unit.IsLayer)
        {
            var scale = 2f / pass.Value.ItemLength;
            foreach (ref var value in pass.Gradients[0].Values.AsSpan())
                value *= scale;
        }
        return (ValuesOf(pass.Value), pass.Gradients[0]);
    }

    /// <summary>The responses to images, in one forward pass each.</summary>
    public double[] Measure(Tensor inputs) =>
        unit.IsClass ? ValuesOf(model.Predict(inputs)) : ValuesOf(model.Activations(inputs, [unit.Tensor!])[0]);

    /// <summary>The values of a channel (of a direction) of one image's tensor, in the order of the places; of a layer without places the
    /// one value.</summary>
    public static float[] ChannelOf(NetworkUnit unit, ReadOnlySpan<float> values)
    {
        var channel = new float[unit.Layout is { } layout ? layout.Height * layout.Width : 1];
        for (var place = 0; place < channel.Length; place++)
            channel[place] = (float)Sum(unit, values, place);
        return channel;
    }

    private double[] ValuesOf(ClassScores scores) =>
        [.. Enumerable.Range(0, scores.Count).Select(i => unit.Terms.Sum(t => t.Weight * scores.Logit(i, t.Channel)))];

    private double[] ValuesOf(Tensor values)
    {
        var responses = new double[values.BatchSize];
        for (var n = 0; n < responses.Length; n++)
        {
            var row = values.Item(n);
            for (var i = 0; i < row.Length; i++)
                responses[n] += unit.IsLayer ? (double)row[i] * row[i] / row.Length : _weights[i] * (double)row[i];
        }
        return responses;
    }

    private Tensor Seeds(int images)
    {
        var seeds = Tensor.Zeros([images, .. model.Network.ShapeOf(unit.Tensor!)]);
        if (!unit.IsLayer)
            for (var n = 0; n < images; n++)
                _weights.CopyTo(seeds.Item(n));
        return seeds;
    }

    private Tensor ClassSeeds(int images)
    {
        var seeds = Tensor.Zeros(images, model.ClassCount);
        for (var n = 0; n < images; n++)
            foreach (var term in unit.Terms)
                seeds.Item(n)[term.Channel] = (float)term.Weight;
        return seeds;
    }

    private static double Sum(NetworkUnit unit, ReadOnlySpan<float> values, int place)
    {
        var sum = 0.0;
        foreach (var term in unit.Terms)
            sum += term.Weight * values[IndexOf(unit.Layout, term.Channel, place)];
        return sum;
    }

    // What each value of the tensor weighs in the response.
    private static float[] WeightsOf(IModel model, NetworkUnit unit)
    {
        var weights = new float[model.Network.ShapeOf(unit.Tensor!).Aggregate(1, (a, b) => a * b)];
        var places = PlacesOf(unit);
        foreach (var term in unit.Terms)
            foreach (var place in places)
                weights[IndexOf(unit.Layout, term.Channel, place)] = (float)(term.Weight / places.Count);
        return weights;
    }

    /// <summary>The places that the response is the mean of, row by row; of a layer without places the one.</summary>
    public static IReadOnlyList<int> PlacesOf(NetworkUnit unit) => unit switch
    {
        { Layout: null } => [0],
        { Place: { } at } => [at.Y * unit.Layout.Width + at.X],
        _ => [.. Enumerable.Range(0, unit.Layout.Height * unit.Layout.Width)],
    };

    /// <summary>Where the value of a channel at a place lies in one image's tensor.</summary>
    public static int IndexOf(PlaceLayout? layout, int channel, int place) => layout switch
    {
        null => channel,
        { Order: PlaceOrder.ChannelsFirst } => channel * layout.Height * layout.Width + place,
        { } => (layout.Extra + place) * layout.Channels + channel,
    };
}
