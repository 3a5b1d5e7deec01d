using VisEval.Core;
using VisEval.Harness.Configuration.Foreign;
using VisEval.Harness.Datasets;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Bundles;
using VisEval.Onnx.Engine;

namespace VisEval.Harness.Configuration.Verification;

/// <summary>The run of a bundle, ready to be done again with the same files.</summary>
/// <param name="Jobs">Its jobs; where only some networks were named, only theirs.</param>
/// <param name="Threads">Explanations made at once.</param>
/// <param name="Notes">What a reader should know: another version, networks that are not recomputed.</param>
internal sealed record VerifyPlan(IReadOnlyList<Job> Jobs, int Threads, IReadOnlyList<string> Notes)
{
    /// <summary>Finds and opens the files of a bundle's run, and holds their hashes against those it states.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="request">Where the files are.</param>
    /// <param name="catalogues">The methods and metrics there are.</param>
    /// <param name="baseDirectory">Where relative paths start.</param>
    /// <param name="open">Opens a model; <see cref="ModelFile.Open"/> unless given.</param>
    /// <exception cref="InputException">What is missing, cannot be run, or has another hash.</exception>
    public static VerifyPlan Of(
        Bundle bundle, VerifyRequest request, Catalogues catalogues, string baseDirectory,
        Func<string, EngineOptions, OpenedModel>? open = null)
    {
        var stated = bundle.Results.Info;
        if (catalogues.Plugins.Differences("the bundle", stated.Plugins).ToList() is { Count: > 0 } lacking)
            throw new InputException(lacking);
        var config = RunConfigFile.Repeat(stated);
        var plan = Planner.Plan(
            config with
            {
                Datasets = request.Datasets.Count > 0 ? request.Datasets : config.Datasets,
                Models = request.Models.Count > 0 ? request.Models : config.Models,
                Threads = request.Threads,
                MaxMemoryMegabytes = request.MaxMemoryMegabytes,
                Device = request.Device ?? config.Device,
                // Nobody has the maps, and a stranger's command is not started.
                Foreign = ForeignChoice.None,
                // Nothing is written; a folder that is not there is refused by nobody.
                Out = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            },
            catalogues, baseDirectory, open);
        var names = FileHashes.Match(stated, plan.Info, out var mistakes);
        if (mistakes.Count > 0)
        {
            foreach (var model in plan.Jobs.Select(j => j.Model).OfType<IDisposable>().Distinct())
                model.Dispose();
            throw new InputException(mistakes);
        }
        return new VerifyPlan(
            [.. plan.Jobs.Select(job => job with { ModelName = names[job.ModelName] })], plan.Settings.Threads,
            [.. Remarks(stated, plan.Info, names.Values)]);
    }

    private static IEnumerable<string> Remarks(RunInfo stated, RunInfo here, IEnumerable<string> models)
    {
        if (stated.Version != here.Version)
            yield return $"The numbers are of VisEval {stated.Version}; this is {here.Version}, which may compute others.";
        if (stated.Device != here.Device)
            yield return $"The numbers are of device {stated.DeviceName}; they are recomputed on {here.DeviceName}, whose last bits "
                + "differ.";
        if (stated.Methods.Select(m => m.Key).Where(ForeignKey.Is).ToList() is { Count: > 0 } foreign)
            yield return $"Not recomputed, since their maps come from files or commands that are not in the bundle: "
                + $"{string.Join(", ", foreign)}.";
        if (stated.Models.Select(m => m.Name).Except(models).ToList() is { Count: > 0 } left)
            yield return $"Not recomputed, since only some networks were named: {string.Join(", ", left)}.";
    }
}
