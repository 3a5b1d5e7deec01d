using VisEval.Core;
using VisEval.Harness.Input;
using VisEval.Methods;
using VisEval.Methods.Facts;
using VisEval.Onnx.Models;

namespace VisEval.Harness.Configuration;

/// <summary>Checks before the first image that the layers which the user has named exist.</summary>
/// <remarks>Names of tensors belong to a network: a layer that one of several networks has is no mistake of the arguments; where it is
/// missing the cells have failed and say so.</remarks>
internal static class LayerFit
{
    /// <summary>Adds a mistake for each method whose layer none of the networks has.</summary>
    /// <param name="methods">The methods.</param>
    /// <param name="models">The networks they explain; none: nothing is known.</param>
    /// <param name="mistakes">Where mistakes go.</param>
    public static void Check(
        IEnumerable<Unit<IAttributionMethod>> methods, IReadOnlyCollection<IModel> models, Mistakes mistakes)
    {
        foreach (var method in methods)
        {
            var facts = MethodFacts.Of(method.Value);
            // A key holds what differs from the defaults: a default layer that a network lacks is nobody's mistake.
            if (facts.Layer is null || models.Count == 0 || !method.Key.Contains("layer=", StringComparison.Ordinal))
                continue;
            var found = models.Select(model => Mistake(facts, model)).ToList();
            if (found.TrueForAll(mistake => mistake is not null))
                mistakes.Add($"method '{method.Key}': {found[0]}");
        }
    }

    private static string? Mistake(MethodFacts facts, IModel model)
    {
        try
        {
            facts.LayersOn(model);
            return null;
        }
        catch (InputException missing)
        {
            return missing.Message;
        }
    }
}
