using VisEval.Harness.Datasets;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Results;
using VisEval.Metrics;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Evaluation;

/// <summary>What a run does not keep changes no number.</summary>
public sealed class DiscardTests
{
    [Test]
    public void Only_what_is_named_is_gone(
        [Values(Discard.None, Discard.Curves, Discard.Maps, Discard.Pictures, Discard.Curves | Discard.Maps | Discard.Pictures)]
        Discard discard)
    {
        using var whole = new RunnerDirectory();
        using var run = new RunnerDirectory();
        whole.Run(Plan(Discard.None));
        run.Run(Plan(discard));

        var (kept, all) = (run.Load(), whole.Load());
        Assert.That(run.ScoresCsv(), Is.EqualTo(whole.ScoresCsv()));
        Assert.That(all.Curves.Count * all.Maps.Count * all.Pictures.Count, Is.Positive);
        Assert.That(kept.Curves, Has.Count.EqualTo(discard.HasFlag(Discard.Curves) ? 0 : all.Curves.Count));
        Assert.That(kept.Maps, Has.Count.EqualTo(discard.HasFlag(Discard.Maps) ? 0 : all.Maps.Count));
        Assert.That(kept.Pictures, Has.Count.EqualTo(discard.HasFlag(Discard.Pictures) ? 0 : all.Pictures.Count));
        Assert.That(RunIdentity.Differences(kept.Info, all.Info), Is.Empty);
    }

    [Test]
    public void A_description_with_it_is_read_back([Values(Discard.None, Discard.Curves | Discard.Pictures)] Discard discard)
    {
        var text = RunInfoJson.ToText(RunnerPlan.Info() with { Discard = discard });
        Assert.That(RunInfoJson.FromText(text, "run.json").Discard, Is.EqualTo(discard));
        Assert.That(text.Contains("discard"), Is.EqualTo(discard != Discard.None));
    }

    private static Plan Plan(Discard discard)
    {
        var plan = RunnerPlan.Of(4, [("noise", RunnerMethod.Noise())], [("curve", new CurveMetric())], TargetChoice.Labels);
        return plan with { Info = plan.Info with { Discard = discard }, Jobs = [plan.Jobs[0] with { Discard = discard }] };
    }

    private sealed class CurveMetric : IMetric
    {
        public IReadOnlyList<ScoreInfo> Scores { get; } =
            [new("number", Direction.Higher, double.NegativeInfinity, double.PositiveInfinity)];

        public MetricResult Evaluate(IMetricContext context) =>
            new([ScoreValue.Ok("number", context.Map.Values[0])], [new Curve("curve", [0, 1], [0, context.Map.Values[0]])]);
    }
}
