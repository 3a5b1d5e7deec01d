using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Input;

namespace VisEval.Harness.Configuration;

/// <summary>Which parts of which networks are meant: layers, units.</summary>
internal static class OnNetworks
{
    /// <summary>By network its parts, in the order they were asked for, each once; networks without any are left out.</summary>
    /// <remarks>A text means that part of every network which has it; <c>MODEL:TEXT</c> that of one network. One that no network has is a
    /// mistake.</remarks>
    /// <param name="option">The option, for mistakes.</param>
    /// <param name="opened">The networks.</param>
    /// <param name="texts">What the user wrote.</param>
    /// <param name="read">Finds the parts of a network that a text means; throws where there is none.</param>
    /// <param name="mistakes">Where mistakes go.</param>
    public static IReadOnlyDictionary<string, IReadOnlyList<T>> Find<T>(
        string option, IReadOnlyList<(string Name, OpenedModel Opened)> opened, IReadOnlyList<string> texts,
        Func<OpenedModel, string, IReadOnlyList<T>> read, Mistakes mistakes)
    {
        var parts = opened.ToDictionary(o => o.Name, _ => new List<T>());
        foreach (var text in texts)
        {
            var (meant, part) = Split(opened, text);
            List<(string Name, IReadOnlyList<T>? Found, string? Missing)> tried = [.. meant.Select(o => Try(o, part, read))];
            if (tried.Count > 0 && tried.TrueForAll(t => t.Found is null))
                foreach (var (name, _, missing) in tried)
                    mistakes.Add($"{option} {text}: model '{name}': {missing}");
            foreach (var (name, found, _) in tried)
                parts[name].AddRange((found ?? []).Except(parts[name]));
        }
        return parts.Where(l => l.Value.Count > 0).ToDictionary(l => l.Key, l => (IReadOnlyList<T>)l.Value);
    }

    // Names of tensors hold colons; what stands before one is a network only if there is such a network.
    private static (IReadOnlyList<(string Name, OpenedModel Opened)> Meant, string Part) Split(
        IReadOnlyList<(string Name, OpenedModel Opened)> opened, string text)
    {
        var only = opened.Where(o => text.StartsWith(o.Name + ":", StringComparison.Ordinal)).ToList();
        return only.Count > 0 ? (only, text[(only[0].Name.Length + 1)..]) : (opened, text);
    }

    private static (string Name, IReadOnlyList<T>? Found, string? Missing) Try<T>(
        (string Name, OpenedModel Opened) model, string part, Func<OpenedModel, string, IReadOnlyList<T>> read)
    {
        try
        {
            return (model.Name, read(model.Opened, part), null);
        }
        catch (Exception missing) when (missing is InputException or NotApplicableException)
        {
            return (model.Name, null, missing.Message);
        }
    }
}
