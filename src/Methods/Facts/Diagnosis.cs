using VisEval.Core;
using VisEval.Methods.Shared.Layers;
using VisEval.Onnx.Gradients;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Facts;

/// <summary>Finds the likely cause of an explanation that is constant or not finite.</summary>
public static class Diagnosis
{
    // A probability this near to 0 or 1 does not change in 32 bits.
    private const double Saturation = 1e-6;

    /// <summary>The cause as part of a sentence, for example "every value of the layer 'x' is 0 (dead ReLU)"; null where none was
    /// found.</summary>
    /// <param name="model">The model.</param>
    /// <param name="method">The method; of a wrapper, the inner method is examined.</param>
    /// <param name="image">The image, 1×C×H×W.</param>
    /// <param name="target">The class that was explained.</param>
    /// <param name="map">The state of the explanation. What makes a map constant makes none that is not finite.</param>
    public static string? Of(IModel model, IAttributionMethod method, Tensor image, int target, CellState map = default)
    {
        var isFinite = map != CellState.Degenerate("not-finite");
        if (image.Values.Any(v => !float.IsFinite(v)))
            return "the image holds values that are not finite";
        if (isFinite && image.Values.All(v => v == image.Values[0]))
            return "the image is the same everywhere";
        var facts = MethodFacts.Of(method);
        if (facts.Needs == Needs.Nothing)
            return "the method does not use the model";
        var scores = model.Predict(image);
        if (scores.Logits.Values.Any(v => !float.IsFinite(v)))
            return "the scores of the network are not finite";
        try
        {
            if (!isFinite)
                return NotFinite(model, facts, image, target);
            return AtTheLayers(model, facts, image, target)
                ?? (facts.Needs.HasFlag(Needs.Gradient) ? AtTheInput(model, image, target) : null)
                ?? Saturated(scores, target)
                ?? (facts.Needs.HasFlag(Needs.Rules) || facts.Needs.HasFlag(Needs.Layer) ? Unraised(scores, target) : null);
        }
        catch (NoGradientRuleException error)
        {
            // A method with rules of its own can pass where the derivative cannot.
            return $"the derivative could not be computed: {error.Message}";
        }
    }

    private static string? NotFinite(IModel model, MethodFacts facts, Tensor image, int target)
    {
        if (!facts.Needs.HasFlag(Needs.Layer) && !facts.Needs.HasFlag(Needs.Gradient))
            return null;
        string[] tensors = facts.Needs.HasFlag(Needs.Layer) ? [.. facts.LayersOn(model)] : [model.InputTensor];
        var values = model.Activations(image, tensors);
        for (var t = 0; t < tensors.Length; t++)
            if (values[t].Values.Any(v => !float.IsFinite(v)))
                return $"values of the layer '{tensors[t]}' are not finite";
        return facts.Needs.HasFlag(Needs.Gradient)
            ? tensors.FirstOrDefault(t => model.Gradient(image, [target], t).Gradients[0].Values.Any(g => !float.IsFinite(g))) is { } tensor
                ? $"derivatives at '{tensor}' are not finite"
                : null
            : null;
    }

    // A fused map is constant only if the map of every layer is; each may have a cause of its own.
    private static string? AtTheLayers(IModel model, MethodFacts facts, Tensor image, int target)
    {
        if (!facts.Needs.HasFlag(Needs.Layer))
            return null;
        var causes = LayerPass.Layers(model, facts.Layer)
            .Select(layer => AtTheLayer(model, layer, facts.Needs.HasFlag(Needs.Gradient), image, target))
            .OfType<string>().ToList();
        return causes.Count > 0 ? string.Join("; ", causes) : null;
    }

    private static string? AtTheLayer(IModel model, SpatialLayer layer, bool gradients, Tensor image, int target)
    {
        var values = model.Activations(image, [layer.Name])[0].Values;
        if (values.All(v => v == 0))
            return $"every value of the layer '{layer.Name}' is 0" + (model.Network.ClosedPaths.HasRectifier ? " (dead ReLU)" : "");
        if (values.Any(v => !float.IsFinite(v)))
            return $"values of the layer '{layer.Name}' are not finite";
        // A method without gradients must not get the message that one cannot be computed.
        if (!gradients)
            return null;
        var gradient = model.Gradient(image, [target], layer.Name).Gradients[0].Values;
        if (gradient.Any(v => !float.IsFinite(v)))
            return $"derivatives at the layer '{layer.Name}' are not finite";
        if (gradient.All(g => g == 0))
            return $"the derivative of the class's logit is 0 everywhere at the layer '{layer.Name}' "
                + $"({Closed(model, "everything after it is closed")}the class does not depend on it)";
        if (layer.Plane == 1)
            return $"the layer '{layer.Name}' has one position only; name one with more";
        // The method may weigh the channels in another way; what is said must hold of the layer itself.
        return HoldsEvidence(layer, values, gradient)
            ? null
            : $"the layer '{layer.Name}' holds no positive evidence for class {target}: negative values were cut to 0, or values cancel";
    }

    // Whether activation × gradient, summed over channels, is positive at any place, with weights of the place or of the channel.
    private static bool HoldsEvidence(SpatialLayer layer, float[] values, float[] gradient)
    {
        var (planes, slopes) = (layer.ChannelsFirst(values).ToArray(), layer.ChannelsFirst(gradient).ToArray());
        var contributions = new float[planes.Length];
        SpanMath.Multiply(planes, slopes, contributions);
        return layer.Combine(contributions, [.. Enumerable.Repeat(1.0, layer.Channels)], relu: true).Values.Any(v => v > 0)
            && layer.Combine(planes, layer.Sums(slopes), relu: true).Values.Any(v => v > 0);
    }

    private static string? AtTheInput(IModel model, Tensor image, int target)
    {
        var gradient = model.Gradient(image, [target], model.InputTensor).Gradients[0].Values;
        if (gradient.Any(g => !float.IsFinite(g)))
            return "the derivative of the class's logit is not finite at the input";
        return gradient.All(g => g == 0)
            ? "the derivative of the class's logit is 0 at every pixel "
                + $"({Closed(model, "a layer is closed")}the class does not depend on it)"
            : null;
    }

    // What the network has that can close a path; a network without ReLUs has no dead ones.
    private static string Closed(IModel model, string what) =>
        model.Network.ClosedPaths is { OnlySteps: true } or { HasRectifier: true } or { Saturates: true }
            ? $"{what}: {model.Network.ClosedPaths.Reason}; or "
            : "";

    // Rules that share out what raises a unit have nothing to share where every contribution lowers it.
    private static string? Unraised(ClassScores scores, int target) => scores.Logit(0, target) < 0
        ? FormattableString.Invariant(
            $"the logit of class {target} is negative ({scores.Logit(0, target):g3}): the image holds no ")
            + "evidence for the class, and this method does not show evidence against it"
        : null;

    private static string? Saturated(ClassScores scores, int target)
    {
        double p = scores.ProbabilityOrNaN(0, target);
        var what = scores.Kind == ScoreKind.Softmax ? "softmax" : "sigmoid";
        return p is < Saturation or > 1 - Saturation
            ? FormattableString.Invariant(
                $"the {what} is saturated (probability {p:g3} of class {target}): no change of the image changes it noticeably")
            : null;
    }
}
