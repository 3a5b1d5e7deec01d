using System.Diagnostics;
using VisEval.Core;
using VisEval.Methods.Representation.Shared;

namespace VisEval.Tests.Methods.Representation.Shared;

/// <summary>t-SNE at the largest size that is offered: time and memory, for docs/representation.md.</summary>
public sealed class TSneSizeTests
{
    [Test, Explicit("Minutes. Five thousand points of fifty values, in ten groups.")]
    public void Five_thousand_points()
    {
        const int count = 5000;
        const int values = 50;
        const int groups = 10;
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
        var random = Seed.Of(1).Random();
        double[][] centres = [.. Enumerable.Range(0, groups).Select(_ => Draw(3))];
        float[][] rows = [.. Enumerable.Range(0, count).Select(i => Array.ConvertAll(Draw(1), v => (float)v))];
        for (var i = 0; i < count; i++)
            for (var j = 0; j < values; j++)
                rows[i][j] += (float)centres[i % groups][j];

        var clock = Stopwatch.StartNew();
        var gram = GramMatrix.Of(rows, options).Centred();
        var components = PrincipalCoordinates.Of(gram, 2, Seed.Of(0), options);
        double[] start = [.. Enumerable.Range(0, count).SelectMany(i => components.Scores.Select(s => s[i]))];
        Say("components");
        var p = Perplexity.Joint(gram.SquaredDistances(), 30, options);
        Say("probabilities");
        var map = TSne.Embed(p, start, 1000, TSne.RateFor(count), options);
        Say("1,000 steps");
        Assert.That(TSne.Divergence(p, map, options), Is.LessThan(TSne.Divergence(p, start, options)));
        float[][] shown = [.. Enumerable.Range(0, count).Select(i => (float[])[(float)map[2 * i], (float)map[2 * i + 1]])];
        var hits = NeighbourQuality.Hits(
            GramMatrix.Of(shown, options).SquaredDistances(), [.. Enumerable.Range(0, count).Select(i => i % groups)], 5);
        Say($"accuracy of five neighbours {hits.Average():0.000}");
        Assert.That(hits.Average(), Is.GreaterThan(0.9));

        double[] Draw(double scale) => [.. Enumerable.Range(0, values).Select(_ => scale * random.NextGaussian())];
        void Say(string what) => TestContext.Out.WriteLine(
            FormattableString.Invariant($"{clock.Elapsed.TotalSeconds:0} s, peak ")
            + FormattableString.Invariant($"{Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:0} MB: {what}"));
    }
}
