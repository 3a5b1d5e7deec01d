using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Layers;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Facts;

/// <summary>The facts of a method with its options; those of a wrapper include its inner method's.</summary>
/// <param name="Method">The method.</param>
/// <param name="Needs">What it asks of a model.</param>
/// <param name="IsControl">Whether it is a control, or a wrapper of one.</param>
/// <param name="IsRandomized">Whether it draws random numbers from the seed of the image.</param>
/// <param name="Layer">Its option <c>layer</c>; null for the model's own layer, and where <paramref name="Needs"/> names no layer.</param>
public sealed record MethodFacts(IAttributionMethod Method, Needs Needs, bool IsControl, bool IsRandomized, string? Layer)
{
    /// <summary>The facts of a method.</summary>
    public static MethodFacts Of(IAttributionMethod method)
    {
        var declared = MethodDeclaration.Of(method.GetType());
        var isRandomized = declared.IsRandomized || HasRandomBaseline(method);
        var own = new MethodFacts(method, declared.Needs, declared.IsControl, isRandomized, (method as ILayerMethod)?.Layer);
        if (method is not IWrapperMethod { Method: var wrapped })
            return own;
        var inner = Of(wrapped);
        return own with
        {
            Needs = own.Needs | inner.Needs,
            IsControl = own.IsControl || inner.IsControl,
            IsRandomized = own.IsRandomized || inner.IsRandomized,
            Layer = own.Layer ?? inner.Layer,
        };
    }

    /// <summary>Whether it uses reference images where there are any: named baselines stand in their place.</summary>
    public bool UsesReferences => Method switch
    {
        IWrapperMethod wrapper => Of(wrapper.Method).UsesReferences,
        IBaselineMethod { Baseline: not null } => false,
        _ => MethodDeclaration.Of(Method.GetType()).UsesReferences,
    };

    /// <summary>The passes that one explanation takes on a model.</summary>
    /// <exception cref="InputException">The layer does not exist in the model.</exception>
    public PassEstimate PassesOn(IModel model) => PassEstimate.Of(Method, model);

    /// <summary>How expensive one explanation is on a model.</summary>
    /// <exception cref="InputException">The layer does not exist in the model.</exception>
    public CostClass CostOn(IModel model) => CostClasses.Of(PassesOn(model));

    /// <summary>The tensors of the model that it takes as its layers, none twice; empty where it needs no layer.</summary>
    /// <exception cref="InputException">One of them does not exist in the model or has no spatial positions.</exception>
    public IReadOnlyList<string> LayersOn(IModel model) =>
        Needs.HasFlag(Needs.Layer) ? [.. LayerPass.Layers(model, Layer).Select(layer => layer.Name)] : [];

    private static bool HasRandomBaseline(IAttributionMethod method)
    {
        if (!method.GetType().IsDefined(typeof(NamedAttribute), inherit: false))
            return false;
        var values = OptionValues.Of(method);
        return values.Values.Contains(Baseline.Random)
            || CatalogueEntry.Of(method).Options.Where(option => option.Parts == typeof(Baseline))
                .Any(list => values[list.Name] is string text && Baselines.List(text).Contains(Baseline.Random));
    }
}
