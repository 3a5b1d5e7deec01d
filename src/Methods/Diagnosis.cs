using System.Reflection;
using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Onnx.Runtime;

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
        return (needs.HasFlag(Needs.Layer) ? AtTheLayer(model, method, image, target) : null)
            ?? (needs.HasFlag(Needs.Gradient) ? AtTheInput(model, image, target) : null)
            ?? Saturated(scores, target);
    }

    private static string? AtTheLayer(IModel model, IAttributionMethod method, Tensor image, int target)
    {
        var layer = SpatialLayer.AllOf(model, method.GetType().GetProperty("Layer")?.GetValue(method) as string)[0];
        var pass = model.Gradient(image, [target], layer.Name);
        var (values, gradient) = (pass.Values[0].Values, pass.Gradients[0].Values);
        if (values.All(v => v == 0))
            return $"every value of the layer '{layer.Name}' is 0 (dead ReLU)";
        if (values.Concat(gradient).Any(v => !float.IsFinite(v)))
            return $"values or derivatives at the layer '{layer.Name}' are not finite";
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
