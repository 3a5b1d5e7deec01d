using MathNet.Numerics.LinearAlgebra;
using VisEval.Core;
using VisEval.Metrics.Shared.Fills;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Shared.Fills;

public class LinearImputationTests
{
    [Test]
    public void A_single_pixel_is_the_weighted_mean_of_its_neighbours()
    {
        var image = new Tensor([6, 12, 0, 24, -99, 0, 0, 0, 12], 1, 1, 3, 3);
        bool[] kept = [true, true, true, true, false, true, true, true, true];
        var filled = LinearImputation.Fill(image, kept);
        Assert.That(filled.Values[4], Is.EqualTo(6 / 12.0 + 12 / 6.0 + 24 / 6.0 + 12 / 12.0).Within(1e-6));
        Assert.That(filled.Values.Where((_, i) => i != 4), Is.EqualTo(image.Values.Where((_, i) => i != 4)));
        Assert.That(image.Values[4], Is.EqualTo(-99));
    }

    [Test]
    public void At_the_border_the_weights_of_missing_neighbours_are_dropped()
    {
        // A corner has two edges and one diagonal: (12/6 + 24/6 + 60/12) / (1/6 + 1/6 + 1/12).
        var corner = LinearImputation.Fill(new Tensor([0, 12, 24, 60], 1, 1, 2, 2), [false, true, true, true]);
        Assert.That(corner.Values[0], Is.EqualTo(11 / (5 / 12.0)).Within(1e-5));
        var line = LinearImputation.Fill(new Tensor([8, 0, 0, 2], 1, 1, 1, 4), [true, false, false, true]);
        Assert.That(line.Values, Is.EqualTo(new float[] { 8, 6, 4, 2 }).AsCollection.Within(1e-6));
    }

    [TestCase(9, 11, 0.5)]
    [TestCase(12, 7, 0.9)]
    [TestCase(1, 15, 0.7)]
    [TestCase(16, 16, 0.1)]
    public void All_pixels_together_are_the_solution_of_a_dense_system(int height, int width, double removed)
    {
        var random = Seed.Of(height).Random();
        var image = new Tensor([.. Enumerable.Range(0, 2 * height * width).Select(_ => (float)random.NextGaussian())], 1, 2, height, width);
        bool[] kept = [.. Enumerable.Range(0, height * width).Select(i => i == 3 || random.NextDouble() >= removed)];
        Assert.That(LinearImputation.Fill(image, kept).Values, Is.EqualTo(Dense(image, kept)).AsCollection.Within(1e-5));
    }

    [Test]
    public void A_slope_whose_inside_is_removed_comes_back()
    {
        const int side = 40;
        var image = Tensor.Zeros(1, 1, side, side);
        var kept = new bool[side * side];
        for (var i = 0; i < kept.Length; i++)
        {
            var (y, x) = (i / side, i % side);
            image.Values[i] = 0.5f * x - 0.25f * y;
            kept[i] = x is 0 or side - 1 || y is 0 or side - 1;
        }
        Assert.That(LinearImputation.Fill(image, kept).Values, Is.EqualTo(image.Values).AsCollection.Within(1e-5));
    }

    [Test]
    public void Of_a_large_picture_every_removed_pixel_is_the_mean_of_its_neighbours()
    {
        const int side = 224;
        var image = Images.Random(new ImageSize(1, side, side), 1, seed: 3).Values;
        bool[] kept = [.. Enumerable.Range(0, side * side).Select(i => i / side is > 100 and < 123)];
        var filled = LinearImputation.Fill(image, kept).Values;
        for (var i = 0; i < kept.Length; i++)
            if (!kept[i])
                Assert.That(filled[i], Is.EqualTo(Mean(filled, i, side, side)).Within(2e-6));
    }

    [Test]
    public void Without_a_kept_pixel_there_is_no_solution_and_without_a_removed_one_no_change()
    {
        var image = new Tensor([1, 2, 3, 4], 1, 1, 2, 2);
        Assert.That(() => LinearImputation.Fill(image, new bool[4]), Throws.ArgumentException);
        Assert.That(LinearImputation.Fill(image, [true, true, true, true]).Values, Is.EqualTo(image.Values));
    }

    private static double Weight(int y, int x) => y != 0 && x != 0 ? 1 / 12.0 : 1 / 6.0;

    private static double Mean(float[] values, int pixel, int height, int width)
    {
        var (sum, weights) = (0.0, 0.0);
        foreach (var (other, weight) in Around(pixel, height, width))
            (sum, weights) = (sum + weight * values[other], weights + weight);
        return sum / weights;
    }

    private static IEnumerable<(int Pixel, double Weight)> Around(int pixel, int height, int width) =>
        from y in Enumerable.Range(-1, 3)
        from x in Enumerable.Range(-1, 3)
        where (y, x) != (0, 0)
            && pixel / width + y >= 0 && pixel / width + y < height && pixel % width + x >= 0 && pixel % width + x < width
        select (pixel + y * width + x, Weight(y, x));

    // One equation a pixel: a kept one is itself, a removed one the mean of its neighbours.
    private static float[] Dense(Tensor image, bool[] kept)
    {
        var (height, width) = (image.Shape[2], image.Shape[3]);
        var matrix = Matrix<double>.Build.DenseIdentity(kept.Length);
        for (var i = 0; i < kept.Length; i++)
            if (!kept[i])
            {
                var around = Around(i, height, width).ToList();
                foreach (var (pixel, weight) in around)
                    matrix[i, pixel] = -weight / around.Sum(a => a.Weight);
            }
        var values = new List<float>();
        for (var channel = 0; channel < image.Shape[1]; channel++)
        {
            var right = kept.Select((k, i) => k ? (double)image.Values[channel * kept.Length + i] : 0).ToArray();
            values.AddRange(matrix.Solve(Vector<double>.Build.DenseOfArray(right)).Select(v => (float)v));
        }
        return [.. values];
    }
}
