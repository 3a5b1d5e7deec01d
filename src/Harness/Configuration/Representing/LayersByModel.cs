using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Input;
using VisEval.Methods.Representation.Shared;

namespace VisEval.Harness.Configuration.Representing;

/// <summary>Which layers of which models are meant.</summary>
internal static class LayersByModel
{
    /// <summary>By model its layers, in the order they were asked for, each once; models without any are left out.</summary>
    /// <remarks>A text means that layer of every model which has it; <c>MODEL:TENSOR</c> that of one model. One that no model has is a
    /// mistake.</remarks>
    /// <param name="opened">The models.</param>
    /// <param name="texts">What the user wrote.</param>
    /// <param name="mistakes">Where mistakes go.</param>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Of(
        IReadOnlyList<(string Name, OpenedModel Opened)> opened, IReadOnlyList<string> texts, Mistakes mistakes)
    {
        var layers = opened.ToDictionary(o => o.Name, _ => new List<string>());
        foreach (var text in texts)
        {
            var (meant, tensor) = Split(opened, text);
            List<(string Name, IReadOnlyList<string>? Found, string? Missing)> tried = [.. meant.Select(o => Try(o, tensor))];
            if (tried.Count > 0 && tried.TrueForAll(t => t.Found is null))
                foreach (var (name, _, missing) in tried)
                    mistakes.Add($"--layer {text}: model '{name}': {missing}");
            foreach (var (name, found, _) in tried)
                layers[name].AddRange((found ?? []).Except(layers[name]));
        }
        return layers.Where(l => l.Value.Count > 0).ToDictionary(l => l.Key, l => (IReadOnlyList<string>)l.Value);
    }

    // Names of tensors hold colons; what stands before one is a model only if there is such a model.
    private static (IReadOnlyList<(string Name, OpenedModel Opened)> Meant, string Tensor) Split(
        IReadOnlyList<(string Name, OpenedModel Opened)> opened, string text)
    {
        var only = opened.Where(o => text.StartsWith(o.Name + ":", StringComparison.Ordinal)).ToList();
        return only.Count > 0 ? (only, text[(only[0].Name.Length + 1)..]) : (opened, text);
    }

    private static (string Name, IReadOnlyList<string>? Found, string? Missing) Try((string Name, OpenedModel Opened) model, string tensor)
    {
        try
        {
            return (model.Name, LayerChoice.Of(model.Opened.Model, tensor), null);
        }
        catch (Exception missing) when (missing is InputException or NotApplicableException)
        {
            return (model.Name, null, missing.Message);
        }
    }
}
