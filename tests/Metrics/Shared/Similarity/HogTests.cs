using VisEval.Core;
using VisEval.Metrics.Shared.Similarity;

namespace VisEval.Tests.Metrics.Shared.Similarity;

public class HogTests
{
    private static IReadOnlyList<GoldenCase> Similarities => MetricGoldens.Of("Similarity");

    [Test]
    public void Features_are_those_of_scikit_image()
    {
        var golden = MetricGoldens.Of("HOG").Single();
        var expected = Testing.Npy.Read(MetricGoldens.PathOf(golden.Expected.GetProperty("file").GetString()!));
        var files = golden.Json.GetProperty("inputs").GetProperty("maps").EnumerateArray().Select(f => f.GetString()!).ToList();
        Assert.That(files, Has.Count.EqualTo(8));
        for (var i = 0; i < files.Count; i++)
            Assert.That(Hog.Features(Read(files[i])), Is.EqualTo(expected.Item(i)).Within(golden.Tolerance), files[i]);
    }

    [TestCaseSource(nameof(Similarities))]
    public void Rank_correlations_of_features_are_those_of_scikit_image_and_SciPy(GoldenCase golden)
    {
        var value = Spearman.Correlation(Hog.Features(golden.Map("map1")), Hog.Features(golden.Map("map2")));
        var expected = golden.Expected.GetProperty("hog_spearman");
        if (expected.ValueKind == System.Text.Json.JsonValueKind.Null)
            Assert.That(value, Is.NaN);
        else
            Assert.That(value, Is.EqualTo(expected.GetDouble()).Within(golden.Tolerance));
    }

    [Test]
    public void A_ramp_to_the_right_has_the_first_direction_only_and_one_downwards_the_fifth()
    {
        // Every cell of a block has the same histogram (the outermost columns and rows have no gradient): nine equal entries, cut at 0.2
        // and scaled again, are a third each.
        foreach (var (map, direction) in new[] { (Of(64, (_, x) => x), 0), (Of(64, (y, _) => y), 4) })
        {
            var features = Hog.Features(map);
            Assert.That(features, Has.Length.EqualTo(2 * 2 * 9 * 9));
            for (var i = 0; i < features.Length; i++)
                Assert.That(features[i], i % 9 == direction ? Is.EqualTo(1 / 3f).Within(1e-5) : Is.Zero, $"feature {i}");
        }
    }

    [Test]
    public void Directions_half_a_turn_apart_are_one()
    {
        var random = Random(3, 50, 70);
        Assert.That(
            Hog.Features(new SaliencyMap([.. random.Values.Select(v => -v)], 50, 70)), Is.EqualTo(Hog.Features(random)).Within(1e-6));
    }

    [Test]
    public void The_features_are_those_of_every_block_written_out()
    {
        var map = Random(5, 53, 67);
        var (features, expected) = (Hog.Features(map), new List<double>());
        for (var blockColumn = 0; blockColumn < 2; blockColumn++)
        {
            var block = new List<double>();
            for (var row = 0; row < 3; row++)
                for (var column = 0; column < 3; column++)
                    for (var bin = 0; bin < 9; bin++)
                        block.Add(Cell(map, row, blockColumn + column, bin));
            var cut = Scaled(block).Select(v => Math.Min(v, 0.2)).ToList();
            expected.AddRange(Scaled(cut));
        }
        Assert.That(features, Is.EqualTo(expected.Select(v => (float)v)).AsCollection.Within(1e-6));

        static List<double> Scaled(List<double> values) => [.. values.Select(v => v / Math.Sqrt(values.Sum(u => u * u) + 1e-10))];
    }

    [Test]
    public void Maps_without_a_block_are_refused_and_pixels_that_belong_to_no_cell_change_nothing_inside()
    {
        Assert.That(() => Hog.Features(Random(1, 47, 100)), Throws.ArgumentException.With.Message.Contains("47×100"));
        var map = Random(1, 48, 60);
        var other = new SaliencyMap([.. map.Values], 48, 60);
        other.Values[20 * 60 + 55] = 100;
        Assert.That(Hog.Features(other), Is.EqualTo(Hog.Features(map)));
    }

    private static double Cell(SaliencyMap map, int row, int column, int bin)
    {
        var sum = 0.0;
        for (var y = 16 * row; y < 16 * row + 16; y++)
            for (var x = 16 * column; x < 16 * column + 16; x++)
            {
                var down = y > 0 && y < map.Height - 1 ? map[y + 1, x] - map[y - 1, x] : 0.0;
                var right = x > 0 && x < map.Width - 1 ? map[y, x + 1] - map[y, x - 1] : 0.0;
                var degrees = (Math.Atan2(down, right) * 180 / Math.PI + 180) % 180;
                if (degrees >= 20 * bin && degrees < 20 * (bin + 1))
                    sum += Math.Sqrt(down * down + right * right) / 256;
            }
        return sum;
    }

    private static SaliencyMap Read(string file)
    {
        var array = Testing.Npy.Read(MetricGoldens.PathOf(file));
        return new SaliencyMap(array.Values, array.Shape[0], array.Shape[1]);
    }

    private static SaliencyMap Of(int side, Func<int, int, float> value) =>
        new([.. Enumerable.Range(0, side * side).Select(i => value(i / side, i % side))], side, side);

    private static SaliencyMap Random(long seed, int height, int width)
    {
        var random = Seed.Of(seed).Random();
        return new SaliencyMap([.. Enumerable.Range(0, height * width).Select(_ => (float)random.NextDouble())], height, width);
    }
}
