using VisEval.Core;

namespace VisEval.Tests.Core.Segmentation;

public class SquaresTests
{
    [Test]
    public void Squares_at_the_right_and_lower_border_are_cut() =>
        Assert.That(Squares.Of(3, 5, 2), Is.EqualTo(new[] { new[] { 0, 1, 5, 6 }, [2, 3, 7, 8], [4, 9], [10, 11], [12, 13], [14] }));

    [TestCase(7, 4, 3)]
    [TestCase(4, 9, 5)]
    [TestCase(2, 3, 10)]
    [TestCase(3, 3, 1)]
    public void Every_pixel_is_in_the_square_of_its_row_and_column(int height, int width, int side)
    {
        var naive = Enumerable.Range(0, height * width).GroupBy(i => (i / width / side, i % width / side)).Select(g => g.ToArray());
        Assert.That(Squares.Of(height, width, side), Is.EqualTo(naive));
    }
}
