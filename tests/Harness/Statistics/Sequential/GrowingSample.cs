using VisEval.Core;
using VisEval.Harness.Statistics.Sequential;

namespace VisEval.Tests.Harness.Statistics.Sequential;

/// <summary>Runs of made-up methods whose images come one after the other, until the order of the methods is decided.</summary>
/// <param name="Merits">Of a method and a source of draws, its merit on an image.</param>
/// <param name="Methods">k.</param>
/// <param name="Groups">The groups of images of the whole run.</param>
/// <param name="Criteria">Independent numbers that are ranked by, of equal weight.</param>
internal sealed record GrowingSample(Func<RandomSource, int, double> Merits, int Methods, int Groups, int Criteria = 1)
{
    private const double Margin = 0.1;

    /// <summary>Draws one run.</summary>
    /// <param name="seed">Its seed.</param>
    /// <param name="alpha">The chance of a wrong decision that is asked for.</param>
    /// <param name="looks">The looks among which it is divided.</param>
    /// <returns>Whether any decision contradicts the whole run, and the groups used.</returns>
    public (bool IsWrong, int Used) Run(long seed, double alpha, int looks)
    {
        var random = Seed.Of(seed).For("growing sample").Random();
        // By method, one mean rank (r − ½)/k a group.
        double[][] ranks = [.. Enumerable.Range(0, Methods).Select(_ => new double[Groups])];
        for (var group = 0; group < Groups; group++)
            for (var criterion = 0; criterion < Criteria; criterion++)
            {
                double[] merits = [.. Enumerable.Range(0, Methods).Select(m => Merits(random, m))];
                for (var m = 0; m < Methods; m++)
                    ranks[m][group] += (merits.Count(o => o > merits[m]) + merits.Count(o => o == merits[m]) / 2.0) / Methods / Criteria;
            }
        double[] truth = [.. ranks.Select(r => r.Average())];
        string[] names = [.. Enumerable.Range(0, Methods).Select(m => $"{m}")];
        var order = new OrderLooks(Margin, alpha, looks);
        foreach (var size in Looks.Of(Groups))
        {
            var pairs = order.Look(names, [.. ranks.Select(r => r[..size])], [.. Enumerable.Repeat(1, size)], Groups);
            if (pairs.Any(p => Contradicts(p, truth[p.First] - truth[p.Second])))
                return (true, size);
            double[] means = [.. ranks.Select(r => r[..size].Average())];
            if (pairs.All(p => p.IsSettled(means)))
                return (false, size);
        }
        return (false, Groups);
    }

    private static bool Contradicts(DecidedPair pair, double difference) =>
        (pair.Order.HasFlag(PairOrder.FirstBefore) && difference >= Margin)
        || (pair.Order.HasFlag(PairOrder.SecondBefore) && difference <= -Margin);
}
