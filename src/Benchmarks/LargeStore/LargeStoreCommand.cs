using System.Diagnostics;
using System.Globalization;
using VisEval.Harness.Analysis.Gate;
using VisEval.Harness.Reports;
using VisEval.Harness.Reports.Files;
using VisEval.Harness.Results.Storage;

namespace VisEval.Benchmarks.LargeStore;

/// <summary>How long the tables and the report of a large run take, and the comparison of two, and how much memory: each in a process of
/// its own.</summary>
/// <remarks><c>dotnet run -c Release --project src/Benchmarks -- large-store [--images 1000] [--runs 1|2] --out DIR</c>. Writes the runs
/// DIR/one and DIR/two where they are not there yet: 40 methods, 5 of them controls, × 30 metrics.</remarks>
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
        if (args is ["write", var only, var size])
            return Measured(() => SyntheticRun.Write(only, int.Parse(size, CultureInfo.InvariantCulture), 0));
        if (args is ["export", var whole, var tables])
            return Measured(() => TableExport.Write(whole, tables));
        if (args is ["compare", var old, var now])
            return Measured(() => GateAnalysis.Of(SavedRun.Open(old, old), SavedRun.Open(now, now), GatePolicy.Default));
        var options = args.Chunk(2).Where(o => o.Length == 2).ToDictionary(o => o[0], o => o[1]);
        int Number(string option, int usual) =>
            options.TryGetValue(option, out var asked) ? int.Parse(asked, CultureInfo.InvariantCulture) : usual;
        var (images, count) = (Number("--images", Images), Number("--runs", 2));
        if (!options.TryGetValue("--out", out var folder) || options.Keys.Any(k => k is not ("--out" or "--images" or "--runs"))
            || images < 1 || count is not (1 or 2))
        {
            Console.Error.WriteLine($"Usage: {Name} [--images {Images}] [--runs 1|2] --out DIR");
            return 2;
        }
        string[] runs = [.. new[] { "one", "two" }.Take(count).Select(r => Path.GetFullPath(Path.Combine(folder, r)))];
        Parallel.ForEach(runs.Index(), r => SyntheticRun.Write(r.Item, images, r.Index));
        var written = Math.Max(
            Child("export", runs[0], Path.Combine(folder, "tables")), Child("report", runs[0], Path.Combine(folder, "report")));
        return count == 1 ? written : Math.Max(written, Child("compare", runs[0], runs[1]));
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
