using VisEval.Core;

namespace VisEval.Tests.Core.Segmentation;

public sealed class SegmentsTests
{
    [Test]
    public void Labels_are_numbered_as_they_first_appear()
    {
        var segments = Segments.Of([7, 7, -3, 7, 0, -3]);
        Assert.That(segments.Labels.ToArray(), Is.EqualTo(new[] { 0, 0, 1, 0, 2, 1 }));
        Assert.That(segments.Count, Is.EqualTo(3));
    }

    [Test]
    public void Every_superpixel_is_painted_in_its_own_mean_a_channel()
    {
        var means = Segments.Of([0, 0, 1, 0]).Means([1, 2, 10, 6, -1, -1, 5, 2]);
        Assert.That(means, Is.EqualTo(new float[] { 3, 3, 10, 3, 0, 0, 5, 0 }));
    }

    [TestCase(true, true, true, new float[] { 1, 2, 3, 4, 5, 6, 7, 8 })]
    [TestCase(false, false, false, new float[] { -1, -2, -3, -4, -5, -6, -7, -8 })]
    [TestCase(true, false, false, new float[] { 1, -2, 3, -4, 5, -6, 7, -8 })]
    [TestCase(false, true, true, new float[] { -1, 2, -3, 4, -5, 6, -7, 8 })]
    [TestCase(true, false, true, new float[] { 1, -2, 3, 4, 5, -6, 7, 8 })]
    public void What_is_not_kept_shows_the_filling_in_every_channel(bool first, bool second, bool third, float[] expected)
    {
        var composed = new float[8];
        Segments.Of([0, 1, 0, 2]).Compose([first, second, third], [1, 2, 3, 4, 5, 6, 7, 8], [-1, -2, -3, -4, -5, -6, -7, -8], composed);
        Assert.That(composed, Is.EqualTo(expected));
    }

    [Test]
    public void A_map_has_the_value_of_the_superpixel()
    {
        var map = Segments.Of([0, 1, 1, 2, 0, 0]).Paint([0.5, -1, 4], new ImageSize(3, 2, 3));
        Assert.That(map.Shape.ToArray(), Is.EqualTo(new[] { 2, 3 }));
        Assert.That(map.Values, Is.EqualTo(new[] { 0.5f, -1, -1, 4, 0.5f, 0.5f }));
    }
}
