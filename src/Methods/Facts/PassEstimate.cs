using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Layers;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Facts;

/// <summary>How many images one explanation runs through a model, computed from the formulas that the method declares.</summary>
/// <param name="Forwards">Images run forwards.</param>
/// <param name="Backwards">Images run backwards.</param>
/// <param name="AtMost">Whether these are upper bounds, because the image decides.</param>
public sealed record PassEstimate(double Forwards, double Backwards, bool AtMost)
{
    // A gradient of ResNet-50 takes 2.4 times as long as its forward pass, which is counted by itself.
    private const double ForwardsPerBackward = 1.4;

    /// <summary>The time of all passes in forward passes of one image.</summary>
    public double ForwardEquivalents => Forwards + ForwardsPerBackward * Backwards;

    /// <summary>The estimate for a method with its options on a model; for a wrapper, with its inner method.</summary>
    /// <param name="method">The method.</param>
    /// <param name="model">The model.</param>
    /// <param name="references">The number of reference images.</param>
    /// <exception cref="InputException">The method's layer does not exist in the model.</exception>
    public static PassEstimate Of(IAttributionMethod method, IModel model, int references = 0)
    {
        var declared = MethodDeclaration.Of(method.GetType()).Passes
            ?? throw new InvalidOperationException($"{method.GetType().Name} declares no passes.");
        var inner = method is IWrapperMethod wrapper ? Of(wrapper.Method, model, references) : null;
        var options = OptionValues.Of(method);
        double Value(string formula, double? wrapped) =>
            new Formula(formula).Evaluate(options, name => name == "method" ? wrapped : Fact(method, model, references, name));
        return new PassEstimate(
            Value(declared.Forwards, inner?.Forwards),
            Value(declared.Backwards, inner?.Backwards),
            declared.AtMost || inner is { AtMost: true });
    }

    private static double? Fact(IAttributionMethod method, IModel model, int references, string name) => name switch
    {
        "height" => model.Input.Height,
        "width" => model.Input.Width,
        "input-channels" => model.Input.Channels,
        "classes" => model.ClassCount,
        "layers" => Layers(method, model).Count,
        "channels" => Layers(method, model).Sum(l => l.Channels),
        "positions" => Layers(method, model).Sum(l => l.Plane),
        "references" => references,
        "baselines" => ComparedImages.Count((IBaselineMethod)method, references),
        _ => null,
    };

    private static IReadOnlyList<SpatialLayer> Layers(IAttributionMethod method, IModel model) =>
        LayerPass.Layers(model, (method as ILayerMethod)?.Layer);
}
