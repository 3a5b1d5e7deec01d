using VisEval.Core;
using VisEval.Methods.Representation.Contracts;
using VisEval.Methods.Representation.Shared;

namespace VisEval.Methods.Representation;

/// <summary>How often a class score rises towards a concept: the share of the class's images with ⟨∇_layer S_c, v⟩ &gt; 0, v the normal
/// of a linear classifier of concept images against others (Kim et al., 2018).</summary>
/// <remarks>The derivative does not depend on v: one forward and backward pass for every class, image and layer, then scalar products for
/// all concepts and runs. A direction is a combination of images, so that all is worked out from the images' scalar products.</remarks>
/// <param name="Sensitivity">What both analyses share.</param>
/// <param name="Penalty">λ of the classifier.</param>
[Named("tcav")]
[Paper("Kim, Wattenberg, Gilmer, Cai, Wexler, Viégas, Sayres, Interpretability Beyond Feature Attribution: Testing with Concept Activation "
    + "Vectors, ICML", 2018)]
internal sealed record Tcav(
    ConceptSensitivity Sensitivity,
    [InRange(1e-9, 1e9)][About("λ of the classifier, ½λ‖w‖² + mean hinge loss.")] double Penalty = 0.01) : IRepresentationAnalysis
{
    /// <inheritdoc/>
    public IEnumerable<string> Objections(Study study) => Sensitivity.Objections("tcav", study);

    /// <inheritdoc/>
    public bool Uses(Concept concept) => true;

    /// <inheritdoc/>
    public (double Forwards, double Backwards) Passes(Study study) => Sensitivity.Passes(study);

    /// <inheritdoc/>
    public Findings Analyse(Study study) =>
        Sensitivity.Analyse("tcav", study, (gram, signs, random) => SupportVectors.Fit(gram, signs, Penalty, random));
}
