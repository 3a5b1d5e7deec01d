using VisEval.Harness.Configuration;
using VisEval.Harness.Configuration.Running;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Reports.Visualizations;
using VisEval.Harness.Results.Storage;

namespace VisEval.Tests.Testing;

/// <summary>A small run that shows units of embedded networks and looks into their layers, with the files that it writes.</summary>
internal static class ShownScenes
{
    /// <summary>Two classes by an optimiser and the best images, two metrics, two analyses, one network; next to nothing else.</summary>
    public static RunConfig Config { get; } = new(["scenes"], ["plain"], ["gradient"], ["sparseness"], Limit: 12, Seed: 5, Threads: 1)
    {
        Shuffled = false,
        Visualizers = ["activation-maximization:steps=3", "top-images:count=2"],
        Units = ["class:1", "class:3"],
        VisualizationMetrics = ["activation", "cost"],
        VisualizationSeeds = 2,
        Analyses = ["similarity", "embedding:perplexity=2,steps=20"],
    };

    /// <summary>The plan of a run.</summary>
    public static Plan Plan(RunConfig config) => RunPlanner.Plan(
        config with { Out = Path.Combine(Path.GetTempPath(), "viseval-no-run") }, Catalogues.BuiltIn(), Repository.Root);

    /// <summary>The files about units and layers that a run directory gives, by name.</summary>
    public static IReadOnlyDictionary<string, byte[]> Files(string directory)
    {
        var folder = Directory.CreateTempSubdirectory("viseval-").FullName;
        try
        {
            RunVisualizationFiles.Write(ResultStore.Load(directory), folder);
            return Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
                .ToDictionary(f => Path.GetRelativePath(folder, f), File.ReadAllBytes);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
