using VisEval.Methods.Representation.Contracts;

namespace VisEval.Harness.Results.Visualizations;

/// <summary>What an analysis found in the layers of networks on one dataset.</summary>
/// <param name="Dataset">The name of the dataset.</param>
/// <param name="Models">The names of the networks, in the order of the run; one analysis looks at all of them, as it may compare
/// them.</param>
/// <param name="Analysis">The analysis' key.</param>
/// <param name="FileName">What the names of its files begin with, and where the draws of its intervals start:
/// <c>new FindingNumbers(Seed.Of(run's seed).For(FileName))</c> gives the numbers of its files.</param>
/// <param name="Findings">The tables and pictures.</param>
internal sealed record AnalysisFindings(
    string Dataset, IReadOnlyList<string> Models, string Analysis, string FileName, Findings Findings);
