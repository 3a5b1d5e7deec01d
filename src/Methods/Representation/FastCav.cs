using VisEval.Core;
using VisEval.Methods.Representation.Contracts;

namespace VisEval.Methods.Representation;

/// <summary>TCAV with the difference of means in the place of a classifier: v = mean(concept) − mean(concept and others) (Schmalwasser et
/// al., 2025).</summary>
/// <remarks>Of as many concept images as others v = ½(μ₊ − μ₋), the direction of linear discriminant analysis where both classes spread
/// alike in all directions. Everything else is as in <see cref="Tcav"/>.</remarks>
/// <param name="Sensitivity">What both analyses share.</param>
[Named("fast-cav")]
[Paper("Schmalwasser, Penzel, Denzler, Niebling, FastCAV: Efficient Computation of Concept Activation Vectors for Explaining Deep Neural "
    + "Networks, ICML", 2025)]
internal sealed record FastCav(ConceptSensitivity Sensitivity) : IRepresentationAnalysis
{
    /// <inheritdoc/>
    public IEnumerable<string> Objections(Study study) => Sensitivity.Objections("fast-cav", study);

    /// <inheritdoc/>
    public bool Uses(Concept concept) => true;

    /// <inheritdoc/>
    public (double Forwards, double Backwards) Passes(Study study) => Sensitivity.Passes(study);

    /// <inheritdoc/>
    public Findings Analyse(Study study) =>
        Sensitivity.Analyse("fast-cav", study, (_, signs, _) => [.. signs.Select(s => (double)s / signs.Count)]);
}
