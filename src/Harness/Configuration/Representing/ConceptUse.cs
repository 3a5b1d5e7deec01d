using VisEval.Core;
using VisEval.Methods.Representation.Contracts;

namespace VisEval.Harness.Configuration.Representing;

/// <summary>Whether the analyses that are asked for look at the concepts that are named.</summary>
internal static class ConceptUse
{
    /// <summary>Concepts that none of the analyses looks at, each a sentence; none where no analysis could be read.</summary>
    /// <param name="texts">Concepts as written.</param>
    /// <param name="studies">What is analysed: the concepts that a text means are theirs.</param>
    /// <param name="asked">The analyses that are asked for.</param>
    /// <param name="known">All analyses, to name those that do.</param>
    public static IEnumerable<string> Unused(
        IReadOnlyList<string> texts, IEnumerable<Study> studies, IReadOnlyList<Unit<IRepresentationAnalysis>> asked,
        Catalogue<IRepresentationAnalysis> known)
    {
        if (asked.Count == 0)
            yield break;
        List<Concept> concepts = [.. studies.SelectMany(s => s.Concepts)];
        foreach (var text in texts)
        {
            var meant = concepts.Where(c => ConceptChoice.IsMeant(c, text)).ToList();
            if (meant.Count == 0 || asked.Any(a => meant.Exists(a.Value.Uses)))
                continue;
            var others = known.Entries.Where(e => meant.Exists(known.Create(e.Name).Value.Uses)).Select(e => e.Name).ToList();
            yield return $"--concept {text}: {string.Join(", ", asked.Select(a => a.Key))} {(asked.Count == 1 ? "does" : "do")} not look "
                + $"at it; {string.Join(", ", others)} would. Name one of these with --analysis, or leave the concept out.";
        }
    }
}
