using VisEval.Core;
using VisEval.Harness.Input;

namespace VisEval.Harness.Configuration;

/// <summary>The word that stands for every unit of a kind.</summary>
internal static class AllUnits
{
    /// <summary>What a user writes for every method or every metric.</summary>
    public const string Word = "all";

    /// <summary>What a user writes for no visualizer, no metric of pictures, no analysis.</summary>
    public const string None = "none";

    /// <summary>The units as written, those of the preset where none is, none where the word says so.</summary>
    /// <param name="kind">What they are, for the mistake.</param>
    /// <param name="written">Units as written.</param>
    /// <param name="otherwise">Those of the preset.</param>
    /// <param name="mistakes">Where mistakes go.</param>
    public static IReadOnlyList<string> OrNone(
        string kind, IReadOnlyList<string> written, IReadOnlyList<string> otherwise, Mistakes mistakes)
    {
        if (written.Count > 1 && written.Contains(None))
            mistakes.Add($"{kind} '{None}' stands for no {kind}; leave it or the others out.");
        return written.Count == 0 ? otherwise : [.. written.Where(w => w != None)];
    }

    /// <summary>The units as written, with every unit that is not named in the place of <c>all</c>.</summary>
    /// <param name="texts">Units as written.</param>
    /// <param name="entries">The units there are.</param>
    public static IReadOnlyList<string> Expand(IReadOnlyList<string> texts, IEnumerable<CatalogueEntry> entries)
    {
        if (!texts.Contains(Word))
            return texts;
        var written = texts.Where(t => t != Word).ToList();
        return [.. written, .. Unnamed(written, entries).Select(e => e.Name)];
    }

    /// <summary>The units that no text names, by any of their names.</summary>
    public static IEnumerable<CatalogueEntry> Unnamed(IReadOnlyList<string> texts, IEnumerable<CatalogueEntry> entries)
    {
        var named = texts.Select(t => t.Split(':', '@')[0].Trim()).ToHashSet();
        return entries.Where(e => !e.Names.Any(named.Contains));
    }
}
