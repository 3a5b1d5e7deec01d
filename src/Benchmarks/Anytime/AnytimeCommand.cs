using System.Globalization;
using VisEval.Harness.Analysis.Anytime;
using VisEval.Harness.Configuration;
using VisEval.Harness.Configuration.Running;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Evaluation.Sampling;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;
using VisEval.Harness.Statistics.Sequential;

namespace VisEval.Benchmarks.Anytime;

/// <summary>What <c>run --until</c> would have saved of a finished run of one dataset, over seeds that draw the order of its images: the
/// rounds and looks of such a run, with the numbers that are there.</summary>
/// <remarks><c>dotnet run -c Release --project src/Benchmarks -- anytime --run DIR [--until rank-stable] [--seeds 10]</c></remarks>
internal static class AnytimeCommand
{
    /// <summary>The word on the command line that asks for it.</summary>
    public const string Name = "anytime";

    /// <summary>Replays the run.</summary>
    /// <param name="args">The options.</param>
    public static int Execute(IReadOnlyList<string> args)
    {
        var options = args.Chunk(2).Where(o => o.Length == 2).ToDictionary(o => o[0], o => o[1]);
        if (!options.TryGetValue("--run", out var run) || options.Keys.Any(k => k is not ("--run" or "--until" or "--seeds")))
        {
            Console.Error.WriteLine($"Usage: {Name} --run DIR [--until rank-stable] [--seeds 10]");
            return 2;
        }
        var rule = StopRuleText.Parse(options.GetValueOrDefault("--until", "rank-stable"))!;
        var results = ResultStore.Load(run);
        var config = RunConfigFile.Repeat(results.Info) with { Out = Path.Combine(Path.GetTempPath(), "viseval-replay") };
        var plan = RunPlanner.Plan(config, Catalogues.BuiltIn(), Environment.CurrentDirectory);
        plan = plan with { Info = plan.Info with { Anytime = new AnytimeInfo(rule) } };
        var truth = MeanRanks(results, plan, rule);
        var seeds = int.Parse(options.GetValueOrDefault("--seeds", "10"), CultureInfo.InvariantCulture);
        List<Replay> replays = [.. Enumerable.Range(0, seeds).Select(seed => Once(results, plan, rule, seed, truth))];
        foreach (var replay in replays.Take(20))
            Console.WriteLine(replay);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{StopRuleText.Of(rule)}, {seeds} seeds: saved {100 * replays.Average(r => r.Saved):0.0} % on average, "
            + $"{100 * replays.Min(r => r.Saved):0.0} to {100 * replays.Max(r => r.Saved):0.0}; "
            + $"{replays.Count(r => r.Contradicted > 0)} with a decision that all images contradict"));
        return 0;
    }

    private static Replay Once(RunResults results, Plan plan, StopRule rule, int seed, IReadOnlyDictionary<string, double> truth)
    {
        OrderLook? look = null;
        LookAt LookOf(string dataset, int looks)
        {
            look = new OrderLook(rule, dataset, 1, looks);
            return (groups, population) => look.Of(results, groups, population);
        }
        var drawn = plan with { Settings = plan.Settings with { Seed = seed } };
        var rounds = new SampledRounds(drawn, null, Looks.Of, LookOf, TimeProvider.System, default);
        foreach (var _ in rounds.Parts())
        {
            // The numbers of every round are there.
        }
        var sample = rounds.In(plan.Info).Anytime!.Samples!.Single();
        var contradicted = look!.Pairs.Count(p => (truth[p.First] - truth[p.Second]) is var d
            && ((p.Order.HasFlag(PairOrder.FirstBefore) && d >= rule.Margin)
                || (p.Order.HasFlag(PairOrder.SecondBefore) && d <= -rule.Margin)));
        return new Replay(
            seed, sample.Images.Count, sample.Saved, sample.Verdict!, sample.Verdict!.First == truth.MinBy(t => t.Value).Key, contradicted);
    }

    private static IReadOnlyDictionary<string, double> MeanRanks(RunResults results, Plan plan, StopRule rule)
    {
        var look = new OrderLook(rule, plan.Jobs[0].Images.Name, 1, 1);
        look.Of(results, [.. plan.Jobs[0].Images.Images.Select(i => (IReadOnlyList<string>)[i.Id])], plan.Jobs[0].Images.Images.Count);
        return look.MeanRanks;
    }

    private sealed record Replay(int Seed, int Images, double Saved, OrderVerdict Verdict, bool SameFirst, int Contradicted);
}
