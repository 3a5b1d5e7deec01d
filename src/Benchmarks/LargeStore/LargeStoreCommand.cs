using System.Diagnostics;
using System.Globalization;
using VisEval.Harness.Analysis.Gate;
using VisEval.Harness.Reports;
using VisEval.Harness.Results.Storage;

namespace VisEval.Benchmarks.LargeStore;

/// <summary>How long the report of a large run takes, and the comparison of two, and how much memory: each in a process of
/// its own.</summary>
/// <remarks><c>dotnet run -c Release --project src/Benchmarks -- large-store [--images 1000] --out DIR</c>. Writes the runs DIR/one and
/// DIR/two where they are not there yet: 40 methods, 5 of them controls, × 30 metrics.</remarks>
internal static class LargeStoreCommand
{
    /// <summary>The word on the command line that asks for it.</summary>
    public const string Name = "large-store";

    private const int Images = 1000;

    /// <summary>Writes the runs and measures; as a child process, one measurement.</summary>
    /// <param name="args">The options; of a child process, what it is to do and where.</param>
    public static int Execute(IReadOnlyList<string> args)
    {
        if (args is ["report", var run, var to])
            return Measured(() => ReportWriter.WriteAll(ResultStore.Load(run), to));
        if (args is ["compare", var old, var now])
            return Measured(() => GateAnalysis.Of(SavedRun.Open(old, old), SavedRun.Open(now, now), GatePolicy.Default));
        var options = args.Chunk(2).Where(o => o.Length == 2).ToDictionary(o => o[0], o => o[1]);
        var images = options.TryGetValue("--images", out var asked) ? int.Parse(asked, CultureInfo.InvariantCulture) : Images;
        if (!options.TryGetValue("--out", out var folder) || options.Keys.Any(k => k is not ("--out" or "--images")) || images < 1)
        {
            Console.Error.WriteLine($"Usage: {Name} [--images {Images}] --out DIR");
            return 2;
        }
        string[] runs = [Path.GetFullPath(Path.Combine(folder, "one")), Path.GetFullPath(Path.Combine(folder, "two"))];
        Parallel.ForEach(runs.Index(), r => SyntheticRun.Write(r.Item, images, r.Index));
        return Math.Max(Child("report", runs[0], Path.Combine(folder, "report")), Child("compare", runs[0], runs[1]));
    }

    private static int Measured(Action work)
    {
        var clock = Stopwatch.StartNew();
        work();
        var (time, peak) = (clock.Elapsed, Process.GetCurrentProcess().PeakWorkingSet64);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{time.TotalSeconds:0.0} s, {Environment.CpuUsage.TotalTime.TotalSeconds:0.0} CPU-s, peak {peak / 1e6:0} MB resident, "
            + $"{GC.GetTotalAllocatedBytes() / 1e9:0.0} GB allocated, {GC.GetTotalPauseDuration().TotalSeconds:0.0} s paused in "
            + $"{GC.CollectionCount(2)} full collections"));
        return 0;
    }

    private static int Child(params IReadOnlyList<string> args)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!);
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(LargeStoreCommand).Assembly.Location);
        foreach (var arg in (IEnumerable<string>)[Name, .. args])
            start.ArgumentList.Add(arg);
        Console.Write($"{args[0],-8}");
        using var process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
