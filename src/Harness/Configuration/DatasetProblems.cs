using VisEval.Harness.Evaluation;

namespace VisEval.Harness.Configuration;

/// <summary>What was assumed of datasets and left out of them, before they are worked on.</summary>
internal static class DatasetProblems
{
    private const int Most = 10;

    /// <summary>What was assumed of every dataset, and its problems, a sentence each; of many problems the first ones and where the others
    /// are.</summary>
    public static IEnumerable<string> Of(IEnumerable<Job> jobs)
    {
        foreach (var dataset in jobs.Select(j => j.Images).OfType<DatasetImages>().Select(i => i.Dataset).Distinct())
        {
            foreach (var assumption in dataset.Assumptions)
                yield return assumption;
            foreach (var problem in dataset.Problems.Take(Most))
                yield return $"WARNING: {problem.ReplaceLineEndings(" ")}";
            if (dataset.Problems.Count > Most)
                yield return $"WARNING: {dataset.Problems.Count - Most} more problems of dataset '{dataset.Manifest.Name}'; to see all: "
                    + $"viseval dataset inspect \"{dataset.ManifestPath}\"";
        }
    }
}
