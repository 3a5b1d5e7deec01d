using VisEval.Core;
using VisEval.Metrics.Shared.Regions;

namespace VisEval.Tests.Metrics.Shared.Regions;

public class BoxesTests
{
    [Test]
    public void Overlap_is_the_common_share_of_both() =>
        // 2 of 4 + 6 − 2 square pixels.
        Assert.That(Boxes.IntersectionOverUnion(new Box(0, 0, 2, 2), new Box(1, 0, 4, 2)), Is.EqualTo(2.0 / 8));

    [Test]
    public void Boxes_that_only_touch_do_not_overlap() =>
        Assert.That(Boxes.IntersectionOverUnion(new Box(0, 0, 2, 2), new Box(2, 0, 4, 2)), Is.Zero);

    [Test]
    public void Equal_boxes_overlap_wholly_and_empty_ones_not_at_all()
    {
        Assert.That(Boxes.IntersectionOverUnion(new Box(1, 2, 3, 5), new Box(1, 2, 3, 5)), Is.EqualTo(1));
        Assert.That(Boxes.IntersectionOverUnion(new Box(1, 1, 1, 5), new Box(1, 1, 1, 5)), Is.Zero);
    }
}
