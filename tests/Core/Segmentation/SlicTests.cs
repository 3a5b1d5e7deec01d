using VisEval.Core;

namespace VisEval.Tests.Core.Segmentation;

public sealed class SlicTests
{
    private static readonly ImageSize Size = new(3, 12, 15);

    // S = 3; the second centre moves from column 4, where the colour changes, to column 5. Column 3 is 2 from both: 10·2/3 by place, and
    // 100 by colour from the second.
    [TestCase(10, "000011/000011/000011")]
    [TestCase(10_000, "000111/000111/000111", Description = "place is all that counts")]
    public void By_hand(double compactness, string expected)
    {
        float[] image = [0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1];
        var segments = Slic.Segment(image, new ImageSize(1, 3, 6), 2, compactness);
        Assert.That(string.Concat(segments.Labels.ToArray()), Is.EqualTo(expected.Replace("/", "")));
    }

    [TestCase(40, 40, 16)]
    [TestCase(64, 64, 50)]
    [TestCase(20, 37, 9)]
    [TestCase(7, 5, 35)]
    public void A_constant_image_is_cut_into_the_cells_of_the_grid(int height, int width, int count)
    {
        var size = new ImageSize(2, height, width);
        var (rows, columns) = Grid.Shape(size, count);
        Assert.That(
            Slic.Segment(new float[size.Length], size, count, 10).Labels.ToArray(),
            Is.EqualTo(Grid.Segment(size, rows, columns).Labels.ToArray()));
    }

    [TestCase(12, 10, 1)]
    [TestCase(6, 1, 2)]
    [TestCase(30, 40, 3)]
    [TestCase(20, 3, 4)]
    [TestCase(1, 10, 5)]
    public void Superpixels_are_those_of_the_definition(int count, double compactness, int seed)
    {
        var image = Partitions.Picture(Size, seed, noise: 0.4);
        var actual = Slic.Segment(image, Size, count, compactness);
        var clusters = Naive(image, count, compactness);
        var expected = ConnectedPieces.Of(clusters, Size).Absorb(180.0 / count / 4);
        Assert.That(actual.Labels.ToArray(), Is.EqualTo(expected.Labels.ToArray()));
        Partitions.AreInOrder(actual, Size);
        Assert.That(Partitions.AreConnected(actual, Size, diagonally: false));
        Assert.That(actual.Labels.ToArray().GroupBy(l => l).Select(g => g.Count()), Has.All.GreaterThanOrEqualTo(180.0 / count / 4));
    }

    // For every pixel the nearest of all centres in whose square of 2S × 2S it lies.
    private static int[] Naive(float[] image, int count, double compactness)
    {
        var step = Math.Sqrt(180.0 / count);
        var (minimum, maximum) = (image.Min(), image.Max());
        double Colour(int p, int c) => 100 / Math.Sqrt(3) * (image[c * 180 + p] - minimum) / (maximum - minimum);
        double Gradient(int y, int x)
        {
            int Pixel(int row, int column) => Math.Min(Math.Max(row, 0), 11) * 15 + Math.Min(Math.Max(column, 0), 14);
            return Enumerable.Range(0, 3).Sum(c =>
                Math.Pow(Colour(Pixel(y + 1, x), c) - Colour(Pixel(y - 1, x), c), 2)
                    + Math.Pow(Colour(Pixel(y, x + 1), c) - Colour(Pixel(y, x - 1), c), 2));
        }
        var rows = (int)Math.Floor(12 / step + 0.5);
        var columns = (int)Math.Floor((double)count / rows + 0.5);
        var labels = Enumerable.Range(0, 180)
            .Select(p => Enumerable.Range(0, rows).Last(i => i * 12 / rows <= p / 15) * columns
                + Enumerable.Range(0, columns).Last(j => j * 15 / columns <= p % 15))
            .ToArray();
        var centres = Enumerable.Range(0, rows * columns).Select(k =>
        {
            var cell = Enumerable.Range(0, 180).Where(p => labels[p] == k).ToList();
            var (y, x) = ((cell.Min(p => p / 15) + cell.Max(p => p / 15)) / 2, (cell.Min(p => p % 15) + cell.Max(p => p % 15)) / 2);
            var nine = from row in new[] { y - 1, y, y + 1 }
                       from column in new[] { x - 1, x, x + 1 }
                       where row is >= 0 and < 12 && column is >= 0 and < 15
                       select (row, column);
            var best = nine.MinBy(n => Gradient(n.row, n.column));
            return new[]
            {
                best.row,
                best.column,
                Colour(best.row * 15 + best.column, 0),
                Colour(best.row * 15 + best.column, 1),
                Colour(best.row * 15 + best.column, 2),
            };
        }).ToArray();

        for (var round = 0; round < 10; round++)
        {
            labels =
            [
                .. labels.Select((label, p) =>
                {
                    var near = Enumerable.Range(0, centres.Length)
                        .Where(k => Math.Abs(p / 15 - centres[k][0]) <= step && Math.Abs(p % 15 - centres[k][1]) <= step).ToList();
                    return near.Count == 0 ? label : near.MinBy(k =>
                        Enumerable.Range(0, 3).Sum(c => Math.Pow(Colour(p, c) - centres[k][2 + c], 2))
                        + Math.Pow(compactness / step, 2) * (Math.Pow(p / 15 - centres[k][0], 2) + Math.Pow(p % 15 - centres[k][1], 2)));
                }),
            ];
            centres =
            [
                .. centres.Select((centre, k) => Enumerable.Range(0, 180).Where(p => labels[p] == k).ToList() is { Count: > 0 } members
                    ? [members.Average(p => p / 15), members.Average(p => p % 15),
                        .. Enumerable.Range(0, 3).Select(c => members.Average(p => Colour(p, c)))]
                    : centre),
            ];
        }
        return labels;
    }
}
