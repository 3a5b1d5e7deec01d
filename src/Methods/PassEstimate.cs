using System.Globalization;
using System.Reflection;
using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Onnx.Models;

namespace VisEval.Methods;

/// <summary>How many images one explanation runs through a model, worked out from the formulas that the method declares.</summary>
/// <param name="Forwards">Images run forwards.</param>
/// <param name="Backwards">Images run backwards.</param>
/// <param name="AtMost">Whether these are upper bounds, because the image decides.</param>
public sealed record PassEstimate(double Forwards, double Backwards, bool AtMost)
{
    /// <summary>The estimate for a method with its options on a model.</summary>
    /// <exception cref="InputException">The method's layer does not exist in the model.</exception>
    public static PassEstimate Of(IAttributionMethod method, IModel model)
    {
        var declared = method.GetType().GetCustomAttribute<PassesAttribute>()
            ?? throw new InvalidOperationException($"{method.GetType().Name} declares no passes.");
        var inner = Property(method, "method") is IAttributionMethod other ? Of(other, model) : null;
        double Value(string formula, double? wrapped) => new Formula(formula).Evaluate(
            name => name == "method" && inner is not null ? wrapped : Option(method, name) ?? Fact(method, model, name),
            name => Parts(method, name));
        return new PassEstimate(
            Value(declared.Forwards, inner?.Forwards), Value(declared.Backwards, inner?.Backwards), declared.AtMost || inner is { AtMost: true });
    }

    private static double? Option(IAttributionMethod method, string name) => Property(method, name) switch
    {
        bool flag => flag ? 1 : 0,
        int or double or long => Convert.ToDouble(Property(method, name), CultureInfo.InvariantCulture),
        _ => null,
    };

    private static double? Fact(IAttributionMethod method, IModel model, string name) => name switch
    {
        "height" => model.Input.Height,
        "width" => model.Input.Width,
        "input-channels" => model.Input.Channels,
        "classes" => model.ClassCount,
        "channels" => Layers(method, model).Sum(l => l.Channels),
        "positions" => Layers(method, model).Sum(l => l.Plane),
        _ => null,
    };

    private static IReadOnlyList<SpatialLayer> Layers(IAttributionMethod method, IModel model) =>
        LayerPass.Layers(model, Property(method, "layer") as string);

    private static int Parts(IAttributionMethod method, string name) =>
        Property(method, name)?.ToString()?.Split('+', StringSplitOptions.RemoveEmptyEntries).Length ?? 1;

    private static object? Property(IAttributionMethod method, string name) =>
        method.GetType().GetProperties().FirstOrDefault(p => Kebab.From(p.Name) == name)?.GetValue(method);
}
