using VisEval.Core;

namespace VisEval.Methods.Representation.Contracts;

/// <summary>An analysis of what layers hold: tables and pictures that belong to a network and a dataset, not to an image.</summary>
/// <remarks>A positional record with a <see cref="Core.NamedAttribute"/>, found by it. It reads no file and writes none.</remarks>
[UnitKind("analysis")]
public interface IRepresentationAnalysis
{
    /// <summary>Why it cannot be done, sentences for a person, before any image is run; none where it can.</summary>
    IEnumerable<string> Objections(Study study);

    /// <summary>Whether a concept changes anything that it does; one that the user names and no analysis uses is refused.</summary>
    bool Uses(Concept concept) => false;

    /// <summary>The images that it runs forwards and backwards: every image through every layer once, where nothing else is said.</summary>
    (double Forwards, double Backwards) Passes(Study study) => ((double)study.Images.Count * study.Layers.Count(), 0);

    /// <summary>Does it. The same study and seed give the same numbers, whatever the number of threads.</summary>
    Findings Analyse(Study study);
}
