using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Results;
using static VisEval.Tests.Testing.ReportSamples;

namespace VisEval.Tests.Harness.Analysis.Samples;

public sealed class MeritTableTests
{
    private const int Images = 9;

    // Nine methods are more than two lanes of any vector: some lanes have every number, one lacks some.
    private static (RunResults Run, double?[][] Values) Drawn(bool isWhole)
    {
        var random = new Random(5);
        var values = Enumerable.Range(0, 9).Select(m => Enumerable.Range(0, Images)
            .Select(i => !isWhole && m >= 7 && i % 3 == m % 3 ? null : (double?)random.NextDouble()).ToArray()).ToArray();
        var run = Empty([.. values.Select((_, m) => Method($"m{m}"))], [PointingGame], "net");
        for (var m = 0; m < values.Length; m++)
            run = run.With($"m{m}", PointingGame, values[m]);
        return (run, values);
    }

    private static MeritTable TableOf(RunResults run)
    {
        var samples = RunSamples.Of(run).Sets.Single();
        return new MeritTable(samples, samples.Methods, samples.Numbers.Single());
    }

    private static double Naive(double?[] values, IEnumerable<int> drawn) =>
        drawn.Select(i => values[i]).OfType<double>().DefaultIfEmpty(double.NaN).Average();

    [TestCase(true)]
    [TestCase(false)]
    public void Means_are_those_of_the_drawn_images_that_have_a_number(bool isWhole)
    {
        var (run, values) = Drawn(isWhole);
        int[] drawn = [8, 0, 0, 3, 5, 5, 5, 1];
        Assert.That(TableOf(run).Means(drawn), Is.EqualTo(values.Select(v => Naive(v, drawn))).Within(1e-12));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Halves_are_the_means_of_the_drawn_images_of_each(bool isWhole)
    {
        var (run, values) = Drawn(isWhole);
        int[] drawn = [8, 0, 0, 3, 5, 5, 7, 1, 2];
        bool[][] halves =
        [
            [true, false, true, false, true, false, true, false, true],
            [false, true, false, false, false, false, false, false, false],
        ];
        foreach (var (half, found) in halves.Zip(TableOf(run).Halves(drawn, halves)))
        {
            Assert.That(found.First, Is.EqualTo(values.Select(v => Naive(v, drawn.Where(i => half[i])))).Within(1e-12));
            Assert.That(found.Second, Is.EqualTo(values.Select(v => Naive(v, drawn.Where(i => !half[i])))).Within(1e-12));
        }
    }
}
