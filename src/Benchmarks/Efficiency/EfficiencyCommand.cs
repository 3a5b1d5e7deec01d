using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using VisEval.Benchmarks.Networks;

namespace VisEval.Benchmarks.Efficiency;

/// <summary>How much of the runtime's speed a whole run reaches: forward passes a second of the run, over those of the network alone on as
/// many threads. Each is measured in a process of its own, one after the other.</summary>
/// <remarks><c>dotnet run -c Release --project src/Benchmarks -- efficiency</c>. A backward pass counts as the forward passes that
/// take as long.</remarks>
internal static class EfficiencyCommand
{
    /// <summary>The word on the command line that asks for it.</summary>
    public const string Name = "efficiency";

    /// <summary>Measures and prints a table; as a child process, one measurement.</summary>
    /// <param name="args">Words that the names of the measured workloads contain; of a child process, what it is to measure.</param>
    public static int Execute(IReadOnlyList<string> args)
    {
        if (args is ["raw", var network, var threads])
            return Print(RawSpeed.Measure(network, int.Parse(threads, CultureInfo.InvariantCulture)));
        if (args is ["run", var described])
            return Print(WholeRun.Measure(JsonSerializer.Deserialize<Workload>(described)!));
        var folder = Directory.CreateTempSubdirectory("viseval-efficiency-");
        try
        {
            Console.WriteLine("workload                        forward equivalents   seconds   a second   raw   efficiency");
            foreach (var workload in Workloads(folder.FullName).Where(w => args.All(w.Name.Contains)))
                Row(workload, Child<RunFigures>("run", JsonSerializer.Serialize(workload)),
                    Child<RawFigures>("raw", workload.Network, workload.Threads.ToString(CultureInfo.InvariantCulture)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
        return 0;
    }

    private static IEnumerable<Workload> Workloads(string folder)
    {
        var threads = Environment.ProcessorCount;
        var residual = Path.GetFullPath("datasets/scenes/models/residual/model.onnx");
        yield return new Workload(
            "residual, every metric", residual, "residual", [], ["all"], 6, threads, Path.Combine(folder, "residual"));
        INetwork network = new ResNet50();
        var resnet = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, network.Name)).FullName, "model.onnx");
        network.Save(resnet);
        File.WriteAllText(
            Path.ChangeExtension(resnet, ".json"),
            """{ "preprocessing": { "channels": "RGB", "scale": 0.00392156862745098, "mean": [0.5, 0.5, 0.5], "std": [0.25, 0.25, 0.25] """
            + """} }""");
        yield return new Workload(
            $"{network.Name}, rise, deletion", resnet, resnet, ["rise:masks=200"], ["deletion"], 12, threads, Path.Combine(folder, "run"));
    }

    private static void Row(Workload workload, RunFigures run, RawFigures raw)
    {
        var passes = run.Forwards + run.Backwards * raw.BackwardCost;
        var speed = passes / run.Seconds;
        var share = speed / raw.ForwardsPerSecond;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{workload.Name,-30} {passes,20:0} {run.Seconds,9:0.0} {speed,10:0} {raw.ForwardsPerSecond,6:0} {share,10:0.00}"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  planning {run.Planning:0.0} s, evaluation {run.Evaluation:0.0} s, results and report {run.Report:0.0} s; "));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {run.Processor:0.0} CPU-s, {run.AllocatedGigabytes:0.0} GB allocated, {run.FullCollections} full collections, "));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  {run.Paused:0.0} s paused; a backward pass takes {raw.BackwardCost:0.00} forward passes"));
    }

    private static T Child<T>(params IReadOnlyList<string> args)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(EfficiencyCommand).Assembly.Location);
        foreach (var arg in (IEnumerable<string>)[Name, .. args])
            start.ArgumentList.Add(arg);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<T>(output)!
            : throw new InvalidOperationException($"The measurement failed with exit status {process.ExitCode}: {output}");
    }

    private static int Print<T>(T figures)
    {
        Console.WriteLine(JsonSerializer.Serialize(figures));
        return 0;
    }
}
