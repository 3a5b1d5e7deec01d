using VisEval.Core;

namespace VisEval.Tests.Core.Segmentation;

/// <summary>What the tests ask of superpixels, in plain loops.</summary>
internal static class Partitions
{
    /// <summary>Labels 0…n−1 in the order of first appearance, n of them.</summary>
    public static void AreInOrder(Segments segments, ImageSize size)
    {
        Assert.That(segments.Labels.Length, Is.EqualTo(size.Pixels));
        Assert.That(segments.Labels.ToArray().Distinct(), Is.EqualTo(Enumerable.Range(0, segments.Count)));
    }

    /// <summary>Whether every label is one piece, by the four sides or the eight neighbours of a pixel.</summary>
    public static bool AreConnected(Segments segments, ImageSize size, bool diagonally) =>
        Pieces(segments.Labels.ToArray(), size, diagonally).Distinct().Count() == segments.Count;

    /// <summary>The number of the first pixel of every pixel's piece, by spreading it until nothing changes.</summary>
    public static int[] Pieces(int[] labels, ImageSize size, bool diagonally)
    {
        var pieces = Enumerable.Range(0, size.Pixels).ToArray();
        for (var changed = true; changed;)
        {
            changed = false;
            for (var p = 0; p < size.Pixels; p++)
                for (var q = 0; q < size.Pixels; q++)
                {
                    var (down, right) = (Math.Abs(p / size.Width - q / size.Width), Math.Abs(p % size.Width - q % size.Width));
                    var touch = diagonally ? Math.Max(down, right) == 1 : down + right == 1;
                    if (!touch || labels[p] != labels[q] || pieces[q] >= pieces[p])
                        continue;
                    pieces[p] = pieces[q];
                    changed = true;
                }
        }
        return pieces;
    }

    /// <summary>A picture of smooth blobs and noise.</summary>
    public static float[] Picture(ImageSize size, int seed, double noise = 0.1)
    {
        var random = Seed.Of(seed).Random();
        var waves = Enumerable.Range(0, 4 * size.Channels).Select(_ => random.NextDouble(0, 3)).ToArray();
        return
        [
            .. Enumerable.Range(0, size.Length).Select(i =>
            {
                var (c, y, x) = (i / size.Pixels, i % size.Pixels / size.Width, i % size.Width);
                return (float)(Math.Sin(waves[4 * c] + waves[4 * c + 1] * y / 3)
                    + Math.Cos(waves[4 * c + 2] + waves[4 * c + 3] * x / 3) + noise * random.NextGaussian());
            }),
        ];
    }
}
