using VisEval.Metrics;

namespace VisEval.Tests.Testing;

/// <summary>A metric made of a function that gives its one number; counts how often it is asked.</summary>
internal sealed class RunnerMetric(Func<IMetricContext, double> score) : IMetric
{
    private int _calls;

    public int Calls => _calls;

    public IReadOnlyList<ScoreInfo> Scores { get; } = [new("number", Direction.Higher, double.NegativeInfinity, double.PositiveInfinity)];

    /// <summary>The sum of the map.</summary>
    public static RunnerMetric Sum() => new(context => context.Map.Values.Sum(v => (double)v));

    /// <summary>A number drawn from the cell's seed, plus the sum of the map.</summary>
    public static RunnerMetric Drawn() => new(context => context.Seed.Random().NextDouble() + context.Map.Values.Sum(v => (double)v));

    public MetricResult Evaluate(IMetricContext context)
    {
        Interlocked.Increment(ref _calls);
        var value = score(context);
        return new MetricResult([ScoreValue.Ok("number", value)], [new Curve("line", [0, 1], [0, value])]);
    }
}
