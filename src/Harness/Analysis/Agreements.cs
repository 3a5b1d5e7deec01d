using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Results;
using VisEval.Harness.Statistics;

namespace VisEval.Harness.Analysis;

/// <summary>How far all pairs of numbers order the methods alike.</summary>
internal static class Agreements
{
    /// <summary>Every pair, the earlier number first.</summary>
    public static IReadOnlyList<Agreement> Of(SampleSet samples, IReadOnlyList<MethodInfo> methods)
    {
        var numbers = samples.Numbers;
        var columns = numbers.Select(n => methods.Select(m => samples.Of(m, n).Merit).ToArray()).ToArray();
        var intervals = new AgreementIntervals(samples, methods);
        var rows = OnProcessors.Of(numbers.Count, first => (Agreement[])
        [
            .. Enumerable.Range(first + 1, numbers.Count - first - 1)
                .Select(second => (Second: second, Pair: Agree(numbers[first], numbers[second], columns[first], columns[second])))
                .Select(a => a.Pair with { Interval = intervals.Of(first, a.Second, a.Pair.Tau) }),
        ]);
        return [.. rows.SelectMany(r => r)];
    }

    private static Agreement Agree(NumberInfo first, NumberInfo second, double?[] x, double?[] y)
    {
        var (a, b, count) = (new double[x.Length], new double[x.Length], 0);
        for (var i = 0; i < x.Length; i++)
            if (x[i] is { } u && y[i] is { } v)
                (a[count], b[count++]) = (u, v);
        var tau = KendallTau.Of(a.AsSpan(0, count), b.AsSpan(0, count));
        return new Agreement(
            first, second, count,
            count < MetricBoard.LeastMethods ? Judged.Undefined("too-few-methods")
                : tau.TauB is { } value ? Judged.Ok(value) : Judged.Undefined("all-equal"),
            tau.Discordant, tau.Pairs);
    }
}
