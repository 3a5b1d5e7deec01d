using System.Reflection;
using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Onnx.Gradients;
using VisEval.Onnx.Models;

namespace VisEval.Methods;

/// <summary>Why an explanation says nothing: what a person would look at first, looked at.</summary>
public static class Diagnosis
{
    // A probability this near to 0 or 1 does not move in 32 bits.
    private const double Saturation = 1e-6;

    /// <summary>A sentence part, for example "every value of the layer 'x' is 0 (dead ReLU)"; null where nothing was found.</summary>
    /// <param name="model">The model.</param>
    /// <param name="method">The method.</param>
    /// <param name="image">The image, 1×C×H×W.</param>
    /// <param name="target">The class that was explained.</param>
    public static string? Of(IModel model, IAttributionMethod method, Tensor image, int target)
    {
        if (image.Values.Any(v => !float.IsFinite(v)))
            return "the image holds values that are not finite";
        if (image.Values.All(v => v == image.Values[0]))
            return "the image is the same everywhere";
        var needs = method.GetType().GetCustomAttribute<NeedsAttribute>()?.Needs ?? Needs.Nothing;
        if (needs == Needs.Nothing)
            return "the method asks no model";
        var scores = model.Predict(image);
        if (scores.Logits.Values.Any(v => !float.IsFinite(v)))
            return "the scores of the network are not finite";
        try
        {
            return (needs.HasFlag(Needs.Layer) ? AtTheLayer(model, method, needs, image, target) : null)
                ?? (needs.HasFlag(Needs.Gradient) ? AtTheInput(model, image, target) : null)
                ?? Saturated(scores, target);
        }
        catch (NoGradientRuleException error)
        {
            // A method with rules of its own can pass where the derivative cannot.
            return $"the derivative could not be looked at: {error.Message}";
        }
    }

    private static string? AtTheLayer(IModel model, IAttributionMethod method, Needs needs, Tensor image, int target)
    {
        var layer = LayerPass.Layers(model, method.GetType().GetProperty("Layer")?.GetValue(method) as string)[0];
        var values = model.Activations(image, [layer.Name])[0].Values;
        if (values.All(v => v == 0))
            return $"every value of the layer '{layer.Name}' is 0 (dead ReLU)";
        if (values.Any(v => !float.IsFinite(v)))
            return $"values of the layer '{layer.Name}' are not finite";
        // What asks for no gradient must not fail for want of one.
        if (!needs.HasFlag(Needs.Gradient))
            return null;
        var gradient = model.Gradient(image, [target], layer.Name).Gradients[0].Values;
        if (gradient.Any(v => !float.IsFinite(v)))
            return $"derivatives at the layer '{layer.Name}' are not finite";
        if (gradient.All(g => g == 0))
            return $"the derivative of the class's logit is 0 everywhere at the layer '{layer.Name}' (every ReLU after it is shut, or the class does not depend on it)";
        return layer.Plane == 1
            ? $"the layer '{layer.Name}' has one place only; name one with more"
            : $"what the layer '{layer.Name}' says of class {target} was cut to 0 or cancels: nothing there speaks for the class";
    }

    private static string? AtTheInput(IModel model, Tensor image, int target)
    {
        var gradient = model.Gradient(image, [target], model.InputTensor).Gradients[0].Values;
        if (gradient.Any(g => !float.IsFinite(g)))
            return "the derivative of the class's logit is not finite at the input";
        return gradient.All(g => g == 0) ? "the derivative of the class's logit is 0 at every pixel (a layer of dead ReLUs)" : null;
    }

    private static string? Saturated(ClassScores scores, int target)
    {
        double p = scores.Probability(0, target);
        return p is < Saturation or > 1 - Saturation
            ? FormattableString.Invariant($"the softmax is saturated (probability {p:g3} of class {target}): nothing that is changed in the image moves it")
            : null;
    }
}
