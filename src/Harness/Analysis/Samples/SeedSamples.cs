using VisEval.Harness.Results;
using VisEval.Harness.Statistics;

namespace VisEval.Harness.Analysis.Samples;

/// <summary>The numbers of the maps that methods drew, by seed, in one scope.</summary>
internal sealed class SeedSamples
{
    private readonly Dictionary<(string Method, string Metric, string Score), List<SeedRow>> _rows;
    private readonly int _seeds;

    /// <summary>Of the rows of a scope.</summary>
    public SeedSamples(RunResults results)
    {
        _seeds = results.Info.Seeds ?? SeedKey.First;
        _rows = results.Seeds.GroupBy(s => (s.Row.Cell.Method, s.Row.Cell.Metric, s.Row.Score)).ToDictionary(g => g.Key, g => g.ToList());
    }

    /// <summary>The components of variance of a number of a method, within one network; null where it drew one map, or fewer than two
    /// images have all their numbers.</summary>
    /// <remarks>An image of several classes has by seed the mean over those that have a number with every seed: the classes of an image
    /// share their draws.</remarks>
    public DrawComponents? Of(MethodInfo method, NumberInfo number) =>
        _rows.GetValueOrDefault((method.Key, number.Metric.Key, number.Score.Name)) is { } rows
            ? DrawComponents.Of([.. rows.GroupBy(r => r.Row.Cell.Image).Select(BySeed).OfType<double[]>()])
            : null;

    private double[]? BySeed(IEnumerable<SeedRow> image)
    {
        var whole = image.GroupBy(r => r.Row.Cell.Target).Select(Values).OfType<double[]>().ToList();
        return whole.Count == 0 ? null : [.. Enumerable.Range(0, _seeds).Select(seed => whole.Average(values => values[seed]))];
    }

    private double[]? Values(IEnumerable<SeedRow> explanation)
    {
        double[] values = [.. explanation.OrderBy(r => r.Seed).Where(r => r.Row.State.IsOk).Select(r => r.Row.Value).OfType<double>()];
        return values.Length == _seeds ? values : null;
    }
}
