using VisEval.Core;
using VisEval.Metrics.Shared.Regions;
using VisEval.Tests.Metrics.Localization;

namespace VisEval.Tests.Metrics.Shared.Regions;

public class ContoursTests
{
    [Test]
    public void A_box_reaches_one_pixel_further_except_at_the_border() =>
        Assert.Multiple(() =>
        {
            Assert.That(Largest("....", ".#..", "...."), Is.EqualTo(new Box(1, 1, 2, 2)));
            Assert.That(Largest("....", "....", "..##"), Is.EqualTo(new Box(2, 2, 3, 2)));
        });

    [Test]
    public void A_square_of_four_outweighs_a_line_of_five() =>
        Assert.That(Largest("#####.", "......", "##....", "##...."), Is.EqualTo(new Box(0, 2, 2, 3)));

    [Test]
    public void A_ring_weighs_as_much_as_its_disc() =>
        // The ring has 8 pixels and an outline of area 4; the bar has 10 pixels and one of area 4 too. The later of the two is taken.
        Assert.That(Largest("###......", "#.#......", "###......", ".........", "#####....", "#####...."), Is.EqualTo(new Box(0, 4, 5, 5)));

    [Test]
    public void An_outline_with_a_tail_is_followed_there_and_back() =>
        // A square of nine has area 4, as it has with any tail; a square of sixteen has 9.
        Assert.That(
            Largest("..#......", "..#......", "###......", "###.####.", "###.####.", "....####.", "....####."),
            Is.EqualTo(new Box(4, 3, 8, 6)));

    [Test]
    public void Holes_are_outlined_on_the_pixels_around_them()
    {
        var all = Contours.Boxes(Mask(".........", ".######..", ".#....#..", ".######..", ".........")).All;
        Assert.That(all, Is.EqualTo(new[] { new Box(1, 1, 7, 4), new Box(1, 1, 7, 4) }));
        // A hole that is closed at corners only is none, since background touches at edges; and one at the border is open.
        Assert.That(Contours.Boxes(Mask("..#..", ".#.#.", "..#..")).All, Has.Count.EqualTo(2));
        Assert.That(Contours.Boxes(Mask("#.#..", "###..", ".....")).All, Has.Count.EqualTo(1));
    }

    [Test]
    public void Nothing_has_the_box_of_the_first_pixel() => Assert.That(Largest("..", ".."), Is.EqualTo(new Box(0, 0, 0, 0)));

    [Test]
    public void Overlap_counts_inclusive_corners() =>
        Assert.That(Contours.IntersectionOverUnion(new Box(0, 0, 1, 1), new Box(1, 1, 2, 2)), Is.EqualTo(1.0 / 7).Within(1e-15));

    private static Box Largest(params string[] rows) => Contours.Boxes(Mask(rows)).Largest;

    private static PixelMask Mask(params string[] rows) => Truths.Of(rows).Input;
}
