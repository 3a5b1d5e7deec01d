using System.Text.Json;
using VisEval.Harness.Statistics;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Statistics;

/// <summary>Percentile intervals against NumPy's on given resamples, tests/Goldens/statistics.</summary>
public sealed class PercentileReferenceTests
{
    private static readonly JsonElement Golden =
        JsonDocument.Parse(File.ReadAllText(GoldenFolder.PathOf(Path.Combine("statistics", "bootstrap.json")))).RootElement;

    [Test]
    public void Agrees_with_the_reference([Values(0, 1)] int sample)
    {
        var expected = Golden.GetProperty("expected")[sample];
        var values = expected.GetProperty("values").Doubles();
        var indices = Npy.Read(GoldenFolder.PathOf(Path.Combine("statistics", expected.GetProperty("resample_indices").GetString()!)));
        int[][] resamples = [.. Enumerable.Range(0, indices.Shape[0]).Select(i => indices.Item(i).Select(v => (int)v).ToArray())];
        var clusters = Clusters.Of([.. values.Select(v => new[] { v })]);
        var totals = ClusterTotals.Of(clusters);
        var medians = Bootstrap.PercentileInterval(drawn => Quantile.Median(drawn.Select(i => values[i])), resamples, 0.95);
        Assert.Multiple(() =>
        {
            Check("mean", totals.Mean);
            // The deviation of the resampled means.
            Check("standard_error_ddof1", Deviation(ResampledMeans.Shifts(totals, resamples)));
            Check("ci95_mean", Bootstrap.PercentileInterval(clusters, resamples, 0.95).Ends());
            Check("ci90_mean", Bootstrap.PercentileInterval(clusters, resamples, 0.9).Ends());
            Check("ci95_median", medians.Ends()!);
        });

        static double Deviation(double[] values) =>
            Math.Sqrt(values.Sum(v => Math.Pow(v - values.Average(), 2)) / (values.Length - 1));

        void Check(string name, params double[] actual)
        {
            var number = expected.GetProperty(name);
            double[] numbers = number.ValueKind == JsonValueKind.Array ? number.Doubles() : [number.GetDouble()];
            Assert.That(actual, Is.EqualTo(numbers).Within(Golden.GetProperty("tolerance").GetDouble()), name);
        }
    }
}
