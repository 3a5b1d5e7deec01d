using VisEval.Core;
using VisEval.Harness.Statistics;
using VisEval.Methods.Representation.Contracts;

namespace VisEval.Harness.Reports.Representing;

/// <summary>Works out numbers and intervals from what an analysis found.</summary>
/// <param name="seed">Where resamples start.</param>
internal sealed class FindingNumbers(Seed seed)
{
    private const int Resamples = 2000;
    private const double Level = 0.95;

    private static readonly string NoSpread = CellState.Degenerate("no-spread").Text;
    private static readonly string TooFewImages = CellState.Undefined("too-few-images").Text;

    private readonly Resampling _resampling = new(seed.For("bootstrap"));

    /// <summary>The number; null for none, or a word.</summary>
    public double? Value(Finding finding) => finding switch
    {
        Finding.Number number => number.Value,
        Finding.Mean mean => mean.Values.Count > 0 ? mean.Values.Average() : null,
        Finding.Crossed crossed => crossed.Rows.Average(),
        Finding.Ratio ratio => Share(ratio.Parts.Sum(), ratio.Wholes.Sum()),
        Finding.LeftOut left => left.Value,
        Finding.Compared compared => WelchTest.TwoSided(compared.Values, compared.Others),
        _ => null,
    };

    /// <summary>Why a number of a sample has no interval, a state; null where it has one, or is no such number.</summary>
    public string? WhyNoInterval(Finding finding) => finding switch
    {
        Finding.Mean { Values.Count: > 0 } mean when !IsHits(mean.Values) && !ClusterTotals.OfSingles(mean.Values).HasSpread =>
            mean.Values.Count > 1 ? NoSpread : TooFewImages,
        // Resamples of few images are few different ones.
        Finding.Ratio ratio when Value(ratio) is not null
            && (ratio.Images ?? ratio.Wholes.Count(w => w > 0)) < MeanInterval.LeastForBootstrap => TooFewImages,
        Finding.Crossed { Rows.Count: < 2 } or Finding.Crossed { Columns.Count: < 2 } or Finding.LeftOut { Without.Count: < 2 } =>
            TooFewImages,
        _ => null,
    };

    /// <summary>Its interval of 95 %: Wilson's for shares of images, bootstrap over images for other means and ratios, grouped jackknife
    /// for what has pairs of images; null for none, and where <see cref="WhyNoInterval"/> says why.</summary>
    public Interval? Interval(Finding finding) => WhyNoInterval(finding) is not null ? null : finding switch
    {
        Finding.Mean { Values.Count: > 0 } mean => Of(mean.Values),
        Finding.Crossed crossed => CrossedMean.Of(crossed.Rows, crossed.Columns, new Interval(0, 1), Level),
        Finding.Ratio ratio => Bootstrap.PercentileInterval(
            drawn => Share(ratio, drawn),
            _resampling.Of(ratio.Parts.Count, Resamples), Level),
        Finding.LeftOut left => GroupedJackknife.Of(left.Value, left.Without, new Interval(left.Minimum, left.Maximum), Level),
        _ => null,
    };

    private Interval? Of(IReadOnlyList<double> values)
    {
        var totals = ClusterTotals.OfSingles(values);
        return IsHits(values)
            ? Proportion.Of(totals).Wilson(Level)
            : MeanInterval.Of(totals, _resampling, new Interval(0, 1), Level)?.Ends;
    }

    private static bool IsHits(IReadOnlyList<double> values) => values.All(v => v is 0 or 1);

    private static double? Share(Finding.Ratio ratio, int[] drawn)
    {
        var (part, whole) = (0.0, 0.0);
        foreach (var image in drawn)
            (part, whole) = (part + ratio.Parts[image], whole + ratio.Wholes[image]);
        return Share(part, whole);
    }

    private static double? Share(double part, double whole) => whole > 0 ? part / whole : null;
}
