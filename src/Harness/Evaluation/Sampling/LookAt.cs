using VisEval.Harness.Results;

namespace VisEval.Harness.Evaluation.Sampling;

/// <summary>Looks at what is recorded of a sample of a dataset's images.</summary>
/// <param name="groups">The images drawn so far, in the groups in which they were drawn.</param>
/// <param name="population">All groups.</param>
/// <returns>What is decided; null where there is nothing to decide.</returns>
internal delegate OrderVerdict? LookAt(IReadOnlyList<IReadOnlyList<string>> groups, int population);
