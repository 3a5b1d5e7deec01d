using System.Globalization;
using VisEval.Harness.Estimation;

namespace VisEval.Cli.Planning;

/// <summary>Sentences about what the commands of a run will cost.</summary>
internal static class CommandText
{
    // Below it nobody would write a program anew.
    private const double WorthSaving = 10;

    private const string Measured = "(measured before the run by calls of its own)";

    /// <summary>One for each command.</summary>
    /// <param name="estimate">The estimate of the whole run.</param>
    public static IEnumerable<string> Of(RunEstimate estimate) => estimate.Networks.SelectMany(n => n.Commands).GroupBy(c => c.Key)
        .Select(same => Of(same.Key, [.. same]));

    private static string Of(string key, IReadOnlyList<CommandEstimate> networks)
    {
        if (networks.Select(n => n.Speed.Failure).FirstOrDefault(f => f is not null) is { } failure)
            return $"{key} failed in a call before the run, so that its time is not known and the run will have failures: {failure}";
        var calls = $"up to {PlanText.Number(networks.Sum(n => n.Work.Calls))}";
        var images = $"of {PlanText.Number(networks.Sum(n => n.Work.Images))} images at "
            + $"{Seconds(networks.Average(n => n.Speed.Image))} each";
        var (time, starts) = (Time(networks.Sum(n => n.Seconds)), networks.Sum(n => n.Work.Calls * n.Speed.Call));
        if (networks[0].Serves)
            return $"{key}: started once for each thread ({Seconds(networks.Max(n => n.Speed.Start))}), then {calls} calls {images}: about "
                + $"{time} of one thread {Measured}.";
        if (networks.Any(n => n.Speed.AtMost))
            return $"{key}: {calls} starts {images}, its start included: at most about {time} of one thread {Measured}. {Advice(calls)}";
        return $"{key}: {calls} starts {images}: about {time} of one thread, {Time(starts)} of it for starts of "
            + $"{Seconds(networks.Average(n => n.Speed.Call))} {Measured}.{(starts < WorthSaving ? "" : $" {Advice(calls)}")}";
    }

    private static string Advice(string calls) =>
        $"To start it less often: --external-serve starts it once for each thread, instead of {calls} times (docs/foreign.md).";

    private static string Time(double seconds) => PlanText.Rounded(TimeSpan.FromSeconds(seconds));

    private static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.00} s");
}
