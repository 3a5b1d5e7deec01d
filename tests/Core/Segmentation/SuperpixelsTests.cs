using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Core.Segmentation;

public sealed class SuperpixelsTests
{
    private static readonly Superpixels[] Kinds = Enum.GetValues<Superpixels>();

    [TestCaseSource(nameof(Kinds))]
    public void A_picture_of_the_embedded_dataset_is_many_superpixels_but_not_too_many(Superpixels kind)
    {
        var preprocessing = new Preprocessing("RGB", 1 / 255.0, [0.5, 0.5, 0.5], [0.25, 0.25, 0.25]);
        foreach (var name in new[] { "one-000", "one-031", "two-010" })
        {
            var file = Path.Combine(Repository.Root, "datasets/scenes/images", name + ".png");
            var size = new ImageSize(3, 64, 64);
            var segments = kind.Of(ImageLoader.Load(file, preprocessing, size).Input.Values, size, 0);
            Partitions.AreInOrder(segments, size);
            Assert.That(segments.Count, Is.InRange(10, 100), name);
        }
    }

    // The picture is made of waves, so that it can be drawn at any size.
    [TestCase(Superpixels.Quickshift)]
    [TestCase(Superpixels.Slic)]
    [TestCase(Superpixels.Grid)]
    public void A_picture_is_as_many_superpixels_at_another_size(Superpixels kind)
    {
        static float[] Waves(int side) =>
            [.. Enumerable.Range(0, 3 * side * side)
                .Select(i => (float)Math.Sin(30.0 * (i / side % side) / side) * (float)Math.Cos(25.0 * (i % side) / side))];
        int Count(int side) => kind.Of(Waves(side), new ImageSize(3, side, side), 0).Count;
        var counts = new[] { Count(48), Count(64), Count(112) };
        Assert.That(counts.Min(), Is.GreaterThan(10));
        Assert.That(counts.Max(), Is.LessThanOrEqualTo(1.5 * counts.Min()), string.Join(" ", counts));
    }

    [TestCaseSource(nameof(Kinds))]
    public void Brightness_and_contrast_change_nothing(Superpixels kind)
    {
        var size = new ImageSize(3, 20, 24);
        var image = Partitions.Picture(size, 1);
        // By powers of two and eighths, so that nothing is rounded.
        float[] eighths = [.. image.Select(v => MathF.Round(v * 8) / 8)];
        float[] changed = [.. eighths.Select(v => 4 * v - 3)];
        Assert.That(kind.Of(changed, size, 0).Labels.ToArray(), Is.EqualTo(kind.Of(eighths, size, 0).Labels.ToArray()));
    }

    [TestCaseSource(nameof(Kinds))]
    public void A_grey_picture_is_taken_apart_alike_in_one_channel_and_in_four(Superpixels kind)
    {
        var one = new ImageSize(1, 30, 24);
        var image = Partitions.Picture(one, 2);
        // Four, because its root is exact.
        float[] four = [.. image, .. image, .. image, .. image];
        Assert.That(kind.Of(four, new ImageSize(4, 30, 24), 0).Labels.ToArray(), Is.EqualTo(kind.Of(image, one, 0).Labels.ToArray()));
    }

    [TestCaseSource(nameof(Kinds))]
    public void The_smallest_images_are_taken_apart_too(Superpixels kind)
    {
        foreach (var size in new[] { new ImageSize(1, 1, 1), new ImageSize(3, 1, 7), new ImageSize(5, 8, 2) })
            Partitions.AreInOrder(kind.Of(Partitions.Picture(size, 3), size, 0), size);
    }

    [TestCase(Superpixels.Slic, 9)]
    [TestCase(Superpixels.Slic, 100)]
    [TestCase(Superpixels.Grid, 9)]
    [TestCase(Superpixels.Grid, 100)]
    public void There_are_about_as_many_as_wanted(Superpixels kind, int count)
    {
        var size = new ImageSize(3, 60, 60);
        Assert.That(kind.Of(Partitions.Picture(size, 4), size, count).Count, Is.InRange(0.8 * count, 1.2 * count));
    }

    [TestCase(Superpixels.Quickshift)]
    [TestCase(Superpixels.Felzenszwalb)]
    public void A_number_cannot_be_had_from_those_that_find_their_own(Superpixels kind)
    {
        Assert.That(
            () => kind.Checked(20, "lime"),
            Throws.TypeOf<InputException>().With.Message.Contains("segmentation=slic or segmentation=grid")
                .And.Message.StartsWith("lime: segments=20"));
        Assert.That(kind.Checked(0, "lime"), Is.Zero);
        Assert.That(Superpixels.Slic.Checked(20, "lime"), Is.EqualTo(20));
    }
}
