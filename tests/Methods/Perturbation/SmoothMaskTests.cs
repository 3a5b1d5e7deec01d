using VisEval.Core;
using VisEval.Methods.Perturbation;

namespace VisEval.Tests.Methods.Perturbation;

public sealed class SmoothMaskTests
{
    [TestCase(9, 12, 3, 4.0)]
    [TestCase(7, 5, 1, 0.75)]
    [TestCase(20, 17, 2, 6.0)]
    public void A_mask_is_the_soft_maximum_of_bumps_around_grid_points(int height, int width, int step, double sigma)
    {
        var form = new SmoothMask(height, width, step, sigma);
        var parameters = Parameters(form, seed: 1);
        var (mask, denominators) = (new float[form.Height * form.Width], new float[form.Height * form.Width]);
        form.Generate(parameters, mask, denominators);

        Assert.That(
            (form.Rows, form.Columns),
            Is.EqualTo(((int)Math.Ceiling(height / (double)step), (int)Math.Ceiling(width / (double)step))));
        var (margin, radius) = ((int)Math.Round(sigma), 1 + (int)Math.Ceiling(sigma / step));
        var padding = 1 + (int)Math.Ceiling((margin + sigma) / step);
        Assert.That((form.Height + step - 1) / step, Is.EqualTo(form.Rows + 2 * (padding - radius)));
        for (var y = 0; y < form.Height; y++)
            for (var x = 0; x < form.Width; x++)
            {
                // Every point of the neighbourhood, also those beyond the grid, where the parameter is 0.
                var values = new List<double>();
                for (var ky = 0; ky <= 2 * radius; ky++)
                    for (var kx = 0; kx <= 2 * radius; kx++)
                    {
                        var (row, column) = (y / step + ky - padding, x / step + kx - padding);
                        var distance = Math.Sqrt(Math.Pow(y - margin - step * row, 2) + Math.Pow(x - margin - step * column, 2));
                        var parameter = row >= 0 && row < form.Rows && column >= 0 && column < form.Columns
                            ? parameters[row * form.Columns + column]
                            : 0;
                        values.Add(parameter * Math.Exp(-2 * Math.Pow(Math.Max(distance / sigma - 0.5, 0), 2)));
                    }
                var expected = values.Sum(v => v * Math.Exp(20 * v)) / values.Sum(v => Math.Exp(20 * v));
                Assert.That(mask[y * form.Width + x], Is.EqualTo(expected).Within(2e-5), $"row {y}, column {x}");
            }
    }

    [Test]
    public void At_224_pixels_the_mask_has_260() =>
        Assert.That(new SmoothMask(224, 224, 7, 21) is { Rows: 32, Columns: 32, Height: 260, Width: 260 });

    [Test]
    public void The_picture_fits_behind_the_margin([Range(1, 9)] int step, [Values(0.02, 0.75, 2, 3.5, 9, 21)] double sigma)
    {
        for (var side = 8; side < 20; side++)
            Assert.That(
                new SmoothMask(side, side, step, sigma).Height,
                Is.GreaterThanOrEqualTo(side + (int)Math.Round(sigma)),
                $"{side} pixels");
    }

    [Test]
    public void The_picture_is_cut_out_behind_the_margin()
    {
        var form = new SmoothMask(9, 12, 3, 4);
        float[] mask = [.. Enumerable.Range(0, form.Height * form.Width).Select(i => (float)i)];
        var inner = new float[9 * 12];
        form.Crop(mask, inner);
        for (var i = 0; i < inner.Length; i++)
            Assert.That(inner[i], Is.EqualTo((i / 12 + 4) * form.Width + i % 12 + 4));

        var back = new float[mask.Length];
        form.AddInner(inner, 2, back);
        Assert.That(back.Zip(mask, (a, b) => (double)a * b).Sum(), Is.EqualTo(2 * inner.Sum(v => (double)v * v)).Within(1e-6).Percent);
    }

    [TestCase(6, 7, 2, 3.0, false)]
    [TestCase(6, 7, 2, 3.0, true, Description = "parameters of 0, whole rows of them")]
    [TestCase(5, 4, 1, 0.75, false)]
    public void The_way_back_agrees_with_differences(int height, int width, int step, double sigma, bool sparse)
    {
        var form = new SmoothMask(height, width, step, sigma);
        var parameters = Parameters(form, seed: 2);
        if (sparse)
            parameters.AsSpan(form.Columns - 1).Clear();
        var random = Seed.Of(3).Random();
        float[] weights = [.. Enumerable.Range(0, form.Height * form.Width).Select(_ => (float)random.NextGaussian())];
        var (mask, denominators, gradient) = (new float[weights.Length], new float[weights.Length], new float[parameters.Length]);
        double Value(float[] p)
        {
            form.Generate(p, mask, denominators);
            return mask.Zip(weights, (m, w) => (double)m * w).Sum();
        }

        Value(parameters);
        form.Transpose(parameters, mask, denominators, weights, gradient);
        for (var i = 0; i < parameters.Length; i++)
        {
            var (up, down) = ((float[])parameters.Clone(), (float[])parameters.Clone());
            (up[i], down[i]) = (up[i] + 2e-3f, down[i] - 2e-3f);
            Assert.That(gradient[i], Is.EqualTo((Value(up) - Value(down)) / (up[i] - (double)down[i])).Within(5e-3), $"parameter {i}");
        }
    }

    private static float[] Parameters(SmoothMask form, int seed)
    {
        var random = Seed.Of(seed).Random();
        return [.. Enumerable.Range(0, form.Rows * form.Columns).Select(i => i % 4 == 3 ? 0 : (float)random.NextDouble())];
    }
}
