using VisEval.Core;
using VisEval.Harness.Input;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Core.Segmentation;

public sealed class GridTests
{
    [TestCase(40, 3, new[] { 13, 13, 14 })]
    [TestCase(32, 3, new[] { 10, 11, 11 })]
    [TestCase(8, 3, new[] { 2, 3, 3 })]
    [TestCase(5, 5, new[] { 1, 1, 1, 1, 1 })]
    [TestCase(6, 1, new[] { 6 })]
    public void Rows_and_columns_are_as_equal_as_possible(int side, int parts, int[] lengths)
    {
        var expected = lengths.SelectMany((length, part) => Enumerable.Repeat(part, length));
        Assert.That(Grid.Segment(new ImageSize(1, 1, side), 1, parts).Labels.ToArray(), Is.EqualTo(expected));
        Assert.That(Grid.Segment(new ImageSize(1, side, 1), parts, 1).Labels.ToArray(), Is.EqualTo(expected));
    }

    [Test]
    public void Cells_are_numbered_row_by_row() =>
        Assert.That(Grid.Segment(new ImageSize(3, 2, 4), 2, 2).Labels.ToArray(), Is.EqualTo(new[] { 0, 0, 1, 1, 2, 2, 3, 3 }));

    [TestCase("vggish")]
    [TestCase("resnetish")]
    public void Three_by_three_is_that_of_the_reference(string network)
    {
        var stored = NpyFile.Read(GoldenFolder.PathOf($"{network}/segments3x3.npy"));
        var grid = Grid.Segment(new ImageSize(3, stored.Shape[0], stored.Shape[1]), 3, 3);
        Assert.That(grid.Labels.ToArray(), Is.EqualTo(stored.Values.Select(v => (int)v)));
    }

    [TestCase(40, 40, 9, 3, 3)]
    [TestCase(224, 224, 50, 7, 7)]
    [TestCase(20, 80, 16, 2, 8)]
    [TestCase(4, 4, 1000, 4, 4, Description = "not more than pixels")]
    [TestCase(1, 100, 10, 1, 10)]
    [TestCase(100, 1, 10, 10, 1)]
    [TestCase(3, 100, 48, 1, 48, Description = "squares of 2.5: one row")]
    [TestCase(50, 50, 1, 1, 1)]
    public void About_as_many_cells_as_wanted_are_squares(int height, int width, int count, int rows, int columns) =>
        Assert.That(Grid.Shape(new ImageSize(3, height, width), count), Is.EqualTo((rows, columns)));

    [TestCase(40, 3, new[] { 6, 19, 32 })]
    [TestCase(8, 2, new[] { 1, 5 })]
    [TestCase(3, 3, new[] { 0, 1, 2 })]
    public void The_middle_of_a_part_is_its_middle_pixel(int side, int parts, int[] expected) =>
        Assert.That(Enumerable.Range(0, parts).Select(p => Grid.Middle(p, side, parts)), Is.EqualTo(expected));
}
