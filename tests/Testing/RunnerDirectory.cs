using VisEval.Harness.Evaluation;
using VisEval.Harness.Reports.Files;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;

namespace VisEval.Tests.Testing;

/// <summary>A run directory that is gone after the test.</summary>
internal sealed class RunnerDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("viseval-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Runs a plan here, or what is left of it.</summary>
    public RunOutcome Run(Plan plan, Action<RunProgress>? progress = null, CancellationToken cancel = default, CostMeter? meter = null,
        PlanPart? part = null)
    {
        using var store = ResultStore.Open(Path, plan.Info);
        return Runner.Run(plan, store, new Listener(progress ?? (_ => { })), cancel, meter, part: part);
    }

    public RunResults Load() => ResultStore.Load(Path);

    /// <summary>The bytes of scores.csv.</summary>
    public byte[] ScoresCsv()
    {
        CsvExport.Write(Load(), Path);
        return System.IO.File.ReadAllBytes(File(RunFiles.Scores));
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private sealed class Listener(Action<RunProgress> listen) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => listen(value);
    }
}
