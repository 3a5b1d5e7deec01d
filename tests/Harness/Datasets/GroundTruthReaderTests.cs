using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Datasets.Regions;
using VisEval.Tests.Harness.Datasets.Pictures;

namespace VisEval.Tests.Harness.Datasets;

public sealed class GroundTruthReaderTests
{
    private static readonly Preprocessing Plain = new("RGB", 1, [0, 0, 0], [1, 1, 1]);

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Open() => _folder = new TemporaryFolder();

    [TearDown]
    public void Close() => _folder.Dispose();

    [Test]
    public void A_pixel_belongs_to_a_box_when_its_centre_is_inside()
    {
        var truth = Read(ImageGeometry.Identity(3, 4), new ImageSize(3, 3, 4), new DatasetObject(0, [0.5, 0.6, 2.5, 3]));
        Assert.That(Rows(truth!.Original), Is.EqualTo(new[] { "....", "xx..", "xx.." }));
        Assert.That(Rows(truth.Input), Is.EqualTo(new[] { "....", "xx..", "xx.." }));
        Assert.That(truth.InputBoxes, Is.EqualTo(new[] { new Box(0.5, 0.6, 2.5, 3) }));
    }

    [Test]
    public void The_objects_of_the_target_are_joined_and_those_of_other_classes_left_out()
    {
        _folder.Write("m.png", TestPictures.Mask("x...", "...."));
        var truth = Read(ImageGeometry.Identity(2, 4), new ImageSize(3, 2, 4),
            new DatasetObject(0, null, new MaskFile("m.png")), new DatasetObject(1, [1, 0, 2, 1]), new DatasetObject(0, [2, 1, 4, 2]));
        Assert.That(Rows(truth!.Original), Is.EqualTo(new[] { "x...", "..xx" }));
        Assert.That(truth.InputBoxes, Is.EqualTo(new[] { new Box(0, 0, 1, 1), new Box(2, 1, 4, 2) }));
    }

    [Test]
    public void An_object_with_a_mask_and_a_box_fills_the_mask_and_keeps_the_box()
    {
        _folder.Write("m.png", TestPictures.Mask("x...", ".x.."));
        var truth = Read(ImageGeometry.Identity(2, 4), new ImageSize(3, 2, 4), new DatasetObject(0, [0, 0, 3, 2], new MaskFile("m.png")));
        Assert.That(Rows(truth!.Original), Is.EqualTo(new[] { "x...", ".x.." }));
        Assert.That(truth.InputBoxes, Is.EqualTo(new[] { new Box(0, 0, 3, 2) }));
    }

    [Test]
    public void A_mask_at_the_input_is_its_nearest_neighbour_under_the_geometry()
    {
        _folder.Write("m.png", TestPictures.Mask("xx....", "xx....", "..xx..", "..xx.."));
        // Halved, then columns 1 and 2 of three: the centres of the input lie on the corners of original pixels,
        // and take the lower right one.
        var truth = Read(
            new ImageGeometry(4, 6, 0.5, 0.5, 1, 0), new ImageSize(3, 2, 2), new DatasetObject(0, null, new MaskFile("m.png")));
        Assert.That(Rows(truth!.Input), Is.EqualTo(new[] { "..", "x." }));
        Assert.That(truth.InputBoxes, Is.EqualTo(new[] { new Box(0, 0, 1, 2) }), "cut at the border of the input");
    }

    [Test]
    public void A_mask_stored_at_the_size_of_the_picture_is_read_at_the_annotated_size()
    {
        _folder.Write("m.png", TestPictures.Mask("x.", ".x"));
        var truth = Read(new ImageGeometry(2, 4, 0.5, 1, 0, 0), new ImageSize(3, 2, 2), new DatasetObject(0, null, new MaskFile("m.png")));
        Assert.That(Rows(truth!.Original), Is.EqualTo(new[] { "xx..", "..xx" }));
        Assert.That(Rows(truth.Input), Is.EqualTo(new[] { "x.", ".x" }));
    }

    [Test]
    public void A_box_and_a_mask_of_the_same_region_give_the_same_input_pixels()
    {
        var rows = Enumerable.Range(0, 33)
            .Select(y => new string([.. Enumerable.Range(0, 50).Select(x => x is >= 7 and < 31 && y is >= 5 and < 22 ? 'x' : '.')]))
            .ToArray();
        _folder.Write("m.png", TestPictures.Mask(rows));
        var (geometry, size) = (new ImageGeometry(33, 50, 24.0 / 50, 16.0 / 33, 5, 2), new ImageSize(3, 14, 14));
        var box = Read(geometry, size, new DatasetObject(0, [7, 5, 31, 22]))!;
        var mask = Read(geometry, size, new DatasetObject(0, null, new MaskFile("m.png")))!;
        Assert.That(mask.Input.Pixels, Is.EqualTo(box.Input.Pixels));
        Assert.That(mask.Input.Count, Is.InRange(20, 150));
        Assert.That(mask.Original.Count, Is.EqualTo(24 * 17));
    }

    [Test]
    public void An_object_that_was_cropped_away_leaves_an_empty_region_and_no_box()
    {
        var truth = Read(new ImageGeometry(4, 8, 1, 1, 4, 0), new ImageSize(3, 4, 4), new DatasetObject(0, [0, 0, 3, 3]));
        Assert.That((truth!.Original.Count, truth.Input.Count, truth.InputBoxes.Count), Is.EqualTo((9, 0, 0)));
    }

    // A picture smaller than the window it is cut to lies in the middle of it; round it there is nothing.
    [Test]
    public void What_hangs_over_the_picture_belongs_to_no_mask()
    {
        _folder.Write("m.png", TestPictures.Mask("xx", "xx"));
        var truth = Read(new ImageGeometry(2, 2, 1, 1, -1, -1), new ImageSize(3, 4, 4), new DatasetObject(0, null, new MaskFile("m.png")));
        Assert.That(Rows(truth!.Input), Is.EqualTo(new[] { "....", ".xx.", ".xx.", "...." }));
    }

    [Test]
    public void A_class_without_objects_has_no_ground_truth() =>
        Assert.That(Read(ImageGeometry.Identity(2, 2), new ImageSize(3, 2, 2), new DatasetObject(1, [0, 0, 1, 1])), Is.Null);

    [Test]
    public void Targets_are_the_top_class_or_each_label_once_in_order()
    {
        var image = new DatasetImage("a", "a.png", [3, 1, 3], []);
        Assert.That(Targets.Of(TargetChoice.Top1, image, 7), Is.EqualTo(new[] { 7 }));
        Assert.That(Targets.Of(TargetChoice.Labels, image, 7), Is.EqualTo(new[] { 3, 1 }));
    }

    private GroundTruth? Read(ImageGeometry geometry, ImageSize input, params DatasetObject[] objects)
    {
        var image = new DatasetImage("a", "a.png", [0], objects);
        var dataset = new Dataset(
            new DatasetManifest("d", "", "", ["x", "y"], TargetChoice.Top1, Plain, [image]), _folder["dataset.json"], "");
        return GroundTruthReader.For(dataset, image, 0, geometry, input);
    }

    private static string[] Rows(PixelMask mask) =>
        [.. Enumerable.Range(0, mask.Height)
            .Select(y => new string([.. Enumerable.Range(0, mask.Width).Select(x => mask[y, x] ? 'x' : '.')]))];
}
