using VisEval.Core;
using VisEval.Methods.Perturbation;

namespace VisEval.Tests.Methods.Perturbation;

internal sealed class CellMasksTests
{
    [TestCase(3, 8, 7, MaskUpsampling.Nearest)]
    [TestCase(3, 8, 7, MaskUpsampling.Bilinear)]
    [TestCase(4, 2, 3, MaskUpsampling.Nearest, Description = "more cells than pixels")]
    [TestCase(1, 5, 5, MaskUpsampling.Bilinear)]
    public void The_image_fades_to_its_filling(int grid, int height, int width, MaskUpsampling upsampling)
    {
        var size = new ImageSize(2, height, width);
        var random = Seed.Of(1).Random();
        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)random.NextDouble())];
        var (cells, image, fill, result) = (Draw(grid * grid), Draw(size.Length), Draw(size.Length), new float[size.Length]);
        new CellMasks(grid, size, upsampling).Apply(cells, image, fill, result);

        var bilinear = new SaliencyMap(cells, grid, grid).Resize(height, width);
        for (var i = 0; i < result.Length; i++)
        {
            var (y, x) = (i % size.Pixels / width, i % width);
            var mask = upsampling == MaskUpsampling.Bilinear
                ? bilinear[y, x]
                : cells[(int)Math.Floor(y * (double)grid / height) * grid + (int)Math.Floor(x * (double)grid / width)];
            Assert.That(result[i], Is.EqualTo(mask * image[i] + (1 - mask) * fill[i]).Within(1e-6f));
        }
    }
}
