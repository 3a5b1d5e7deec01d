using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Tests.Harness.Datasets.Pictures;

namespace VisEval.Tests.Harness.Datasets.Regions;

/// <summary>A picture of 8×4 in an input of 6×6: 6×3 pixels of it from row 1 on, the rest padding.</summary>
public sealed class LetterboxTests
{
    private static readonly ImageSize Input = new(3, 6, 6);

    private static readonly Preprocessing Letterbox =
        new("RGB", 1, [0, 0, 0], [1, 1, 1], Preprocessing.Letterbox, Fill: [9, 8, 7]);

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Open() => _folder = new TemporaryFolder();

    [TearDown]
    public void Close() => _folder.Dispose();

    [Test]
    public void Padding_has_the_colour_that_is_stated_in_the_networks_order()
    {
        var input = Prepared(Letterbox with { Channels = "BGR" }).Input;
        foreach (var y in new[] { 0, 4, 5 })
            Assert.That(Enumerable.Range(0, 3).Select(c => input.Values[(c * 6 + y) * 6 + 2]), Is.EqualTo(new float[] { 7, 8, 9 }));
        Assert.That(input.Values[(0 * 6 + 2) * 6 + 2], Is.Not.EqualTo(7));
    }

    // ¾ of 8×4 is 6×3; one and a half rows above: 1, and 2 below.
    [Test]
    public void Boxes_follow_the_picture_and_padding_is_neither_target_nor_background()
    {
        var prepared = Prepared(Letterbox);
        Assert.That(prepared.Geometry, Is.EqualTo(new ImageGeometry(4, 8, 0.75, 0.75, 0, -1)));
        var truth = GroundTruthReader.For(
            new Dataset(new DatasetManifest("d", "", "", ["x"], TargetChoice.Top1, Letterbox, [prepared.Image]), _folder["d.json"], ""),
            prepared.Image, 0, prepared.Geometry, Input)!;
        Assert.That(truth.InputBoxes, Is.EqualTo(new[] { new Box(0, 1, 3, 2.5) }));
        Assert.That(Rows(truth.Input), Is.EqualTo(new[] { "......", "xxx...", "......", "......", "......", "......" }));
        Assert.That(Rows(truth.InputIgnored!), Is.EqualTo(new[] { "xxxxxx", "......", "......", "......", "xxxxxx", "xxxxxx" }));
        Assert.That(truth.OriginalIgnored, Is.Null);
    }

    [TestCase(13, 7)]
    [TestCase(5, 17)]
    [TestCase(6, 6)]
    public void Padding_is_where_no_pixel_of_the_picture_is(int width, int height)
    {
        var cut = Cut.Of(width, height, Letterbox, Input);
        var image = new DatasetImage("a", "a.png", [0], [new(0, [0, 0, width, height])]);
        var truth = GroundTruthReader.For(
            new Dataset(new DatasetManifest("d", "", "", ["x"], TargetChoice.Top1, Letterbox, [image]), _folder["d.json"], ""),
            image, 0, cut.Geometry(width, height), Input)!;
        for (var y = 0; y < 6; y++)
            for (var x = 0; x < 6; x++)
            {
                var isPicture = x >= -cut.Left && x < -cut.Left + cut.Width && y >= -cut.Top && y < -cut.Top + cut.Height;
                Assert.That(truth.Input[y, x], Is.EqualTo(isPicture));
                Assert.That(truth.InputIgnored?[y, x] ?? false, Is.EqualTo(!isPicture));
            }
    }

    private PreparedImage Prepared(Preprocessing preprocessing)
    {
        _folder.Write("a.png", TestPictures.Encode(TestPictures.Pattern(8, 4, 3)));
        var image = new DatasetImage("a", "a.png", [0], [new(0, [0, 0, 4, 2])]);
        var manifest = new DatasetManifest("d", "", "", ["x"], TargetChoice.Top1, preprocessing, [image]);
        return ImageLoader.Load(new Dataset(manifest, _folder["d.json"], ""), image, preprocessing, Input);
    }

    private static string[] Rows(PixelMask mask) =>
        [.. Enumerable.Range(0, mask.Height)
            .Select(y => new string([.. Enumerable.Range(0, mask.Width).Select(x => mask[y, x] ? 'x' : '.')]))];
}
