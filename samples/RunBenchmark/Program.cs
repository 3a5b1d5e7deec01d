// Two settings of one method on the embedded benchmark: which is better, and is it shown?
//
//   dotnet run --project samples/RunBenchmark [DATASET [IMAGES]]
//
// DATASET is the folder datasets/scenes of a checkout of VisEval, or of the tool viseval, whose place 'viseval list datasets --json' tells;
// inside a checkout it is found by its name. The packages hold no dataset.

using System.Globalization;
using VisEval.Harness;
using VisEval.Harness.Configuration;
using VisEval.Harness.Evaluation;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
using var stop = new CancellationTokenSource();
// Ctrl-C keeps every finished explanation; the same call goes on where it was.
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

var config = RunConfig.Default with
{
    Datasets = [args.Length > 0 ? args[0] : "scenes"],
    Models = ["residual"],
    Metrics = ["deletion", "insertion", "pointing-game"],
    Methods = ["smoothgrad:samples=8", "integrated-gradients:steps=8", "grad-cam"],
    Limit = args.Length > 1 ? int.Parse(args[1]) : 8,
    Out = "results/sample",
};
var result = await Benchmark.RunAsync(config, progress: new Dots(), stop: stop.Token);
Console.WriteLine();
foreach (var method in result.Standings)
    Console.WriteLine(
        $"{(method.Position is { } place ? $"{place,2}" : " –")}  {method.Method,-32} skill {method.Skill,6:0.000}  {method.NotRanked}");

var again = await Benchmark.RunAsync(config with { Seed = 1, Out = "results/sample-again" }, stop: stop.Token);
var comparison = Benchmark.Compare(result.Directory, again.Directory);
Console.WriteLine($"With another seed: {comparison.Verdict}, {comparison.Rows.Count} numbers compared.");
Console.WriteLine(Path.Combine(result.Directory, "report.html"));

internal sealed class Dots : IProgress<RunProgress>
{
    public void Report(RunProgress value) => Console.Write('.');
}
