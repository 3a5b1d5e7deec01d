using VisEval.Methods.Representation.Contracts;

namespace VisEval.Methods.Representation;

/// <summary>The images that a concept's runs draw from.</summary>
/// <param name="Concept">The concept.</param>
/// <param name="With">Images that show it.</param>
/// <param name="Without">Images that do not.</param>
/// <param name="Size">How many of each a run draws.</param>
internal sealed record ConceptSets(Concept Concept, IReadOnlyList<int> With, IReadOnlyList<int> Without, int Size)
{
    /// <summary>The sets; null where one is too small.</summary>
    public static ConceptSets? Of(ConceptSensitivity settings, Study study, Concept concept)
    {
        var pool = settings.Relative
            ? study.Concepts.Where(c => c.Category == concept.Category && c != concept).SelectMany(c => c.Images).Distinct()
            : Enumerable.Range(0, study.Images.Count);
        var without = study.InOrderOfContent(pool.Except(concept.Images));
        // A random concept needs as many images again beside it.
        var size = Math.Min(Math.Min(settings.Examples, study.Images.Count / 2), Math.Min(concept.Images.Count, without.Count));
        return size < ConceptSensitivity.LeastImages
            ? null
            : new ConceptSets(concept, study.InOrderOfContent(concept.Images), without, size);
    }
}
