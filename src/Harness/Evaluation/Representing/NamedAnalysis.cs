using VisEval.Core;
using VisEval.Methods.Representation.Contracts;

namespace VisEval.Harness.Evaluation.Representing;

/// <summary>An analysis, and what the names of its files begin with.</summary>
/// <param name="Unit">The analysis.</param>
/// <param name="FileName">Its name, with its options where the name occurs twice.</param>
internal sealed record NamedAnalysis(Unit<IRepresentationAnalysis> Unit, string FileName);
