using VisEval.Core;
using VisEval.Harness.Configuration.Explaining;
using VisEval.Harness.Evaluation.Representing;
using VisEval.Harness.Input;
using VisEval.Methods.Representation.Contracts;

namespace VisEval.Harness.Configuration.Representing;

/// <summary>Analyses with the names of their files.</summary>
internal static class NamedAnalyses
{
    /// <summary>Looks analyses up and names their files.</summary>
    /// <exception cref="InputException">Every unit that does not exist or is asked for twice.</exception>
    public static IReadOnlyList<NamedAnalysis> Of(IReadOnlyList<string> texts, Catalogue<IRepresentationAnalysis> catalogue)
    {
        var mistakes = new Mistakes();
        List<Unit<IRepresentationAnalysis>> units =
        [
            .. AllUnits.Expand(texts, catalogue.Entries).Select(text => mistakes.Try(() => catalogue.Create(text)))
                .OfType<Unit<IRepresentationAnalysis>>(),
        ];
        foreach (var twice in units.GroupBy(u => u.Identity).Where(g => g.Count() > 1))
            mistakes.Add($"--analysis {twice.Key} is asked for twice; ask once, or with other options.");
        mistakes.ThrowIfAny();
        return Named(units);
    }

    /// <summary>The names of the files of analyses.</summary>
    internal static IReadOnlyList<NamedAnalysis> Named(IReadOnlyList<Unit<IRepresentationAnalysis>> units)
    {
        var repeated = units.CountBy(u => u.Name).Where(n => n.Value > 1).Select(n => n.Key).ToHashSet();
        string FileOf(Unit<IRepresentationAnalysis> unit) =>
            repeated.Contains(unit.Name) ? unit.Key.Replace(":", "__", StringComparison.Ordinal) : unit.Name;
        return [.. units.Select(u => new NamedAnalysis(u, ResultNames.Safe(FileOf(u))))];
    }
}
