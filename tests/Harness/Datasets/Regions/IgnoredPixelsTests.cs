using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Datasets.Regions;

namespace VisEval.Tests.Harness.Datasets.Regions;

/// <summary>What is neither target nor background, at the annotated size and at the input.</summary>
public sealed class IgnoredPixelsTests
{
    private static readonly ImageSize Input = new(3, 2, 4);

    [Test]
    public void A_difficult_object_is_ignored_except_under_another_object_of_its_class()
    {
        var truth = Truth([new(0, [0, 0, 3, 2], Ignore: true), new(0, [2, 0, 4, 1])])!;
        Assert.That(Rows(truth.Original), Is.EqualTo(new[] { "..xx", "...." }));
        Assert.That(Rows(truth.OriginalIgnored!), Is.EqualTo(new[] { "xx..", "xxx." }));
        Assert.That(Rows(truth.InputIgnored!), Is.EqualTo(new[] { "xx..", "xxx." }));
        Assert.That(truth.InputBoxes, Is.EqualTo(new[] { new Box(2, 0, 4, 1) }));
    }

    [Test]
    public void A_class_with_ignored_objects_only_has_no_ground_truth() =>
        Assert.That(Truth([new(0, [0, 0, 3, 2], Ignore: true)]), Is.Null);

    [Test]
    public void Ignored_objects_of_another_class_stay_background() =>
        Assert.That(Truth([new(0, [0, 0, 1, 1]), new(1, [2, 0, 4, 1], Ignore: true)])!.InputIgnored, Is.Null);

    [Test]
    public void What_is_ignored_for_all_classes_covers_objects_too()
    {
        var truth = Truth([new(0, [0, 0, 2, 1])], ignored: new Drawn(2, 4, "255 0 0 0  0 0 0 255"))!;
        Assert.That(Rows(truth.Input), Is.EqualTo(new[] { ".x..", "...." }));
        Assert.That(Rows(truth.InputIgnored!), Is.EqualTo(new[] { "x...", "...x" }));
    }

    [Test]
    public void The_region_of_a_class_counts_instead_of_its_objects_which_keep_their_boxes()
    {
        var truth = Truth([new(0, [0, 0, 4, 2])], [new ClassRegion(0, new Drawn(2, 4, "0 1 255 0  0 1 0 0"))])!;
        Assert.That(Rows(truth.Input), Is.EqualTo(new[] { ".x..", ".x.." }));
        Assert.That(Rows(truth.InputIgnored!), Is.EqualTo(new[] { "..x.", "...." }));
        Assert.That(truth.InputBoxes, Is.EqualTo(new[] { new Box(0, 0, 4, 2) }));
    }

    [Test]
    public void An_ignored_object_of_a_class_that_has_a_region_adds_nothing_to_it() =>
        Assert.That(
            Rows(Truth([new(0, [0, 0, 4, 2], Ignore: true)], [new ClassRegion(0, new Drawn(2, 4, "0 1 255 0  0 1 0 0"))])!.InputIgnored!),
            Is.EqualTo(new[] { "..x.", "...." }));

    [Test]
    public void The_box_of_a_part_is_not_where_the_object_is()
    {
        DatasetObject head = new(0, [3, 0, 4, 1]) { IsPart = true };
        Assert.That(Truth([head]), Is.Null);
        var truth = Truth([head], [new ClassRegion(0, new Drawn(2, 4, "0 1 1 1  0 1 0 0"))])!;
        Assert.That(truth.InputBoxes, Is.EqualTo(new[] { new Box(1, 0, 4, 2) }));
    }

    [Test]
    public void A_region_without_objects_has_the_box_around_it() =>
        Assert.That(
            Truth([], [new ClassRegion(0, new Drawn(2, 4, "0 1 255 0  0 1 0 0"))])!.InputBoxes, Is.EqualTo(new[] { new Box(1, 0, 2, 2) }));

    [Test]
    public void An_object_without_a_class_is_the_target_of_any() =>
        Assert.That(Rows(Truth([new(DatasetObject.AnyClass, [0, 0, 1, 1])])!.Input), Is.EqualTo(new[] { "x...", "...." }));

    private static GroundTruth? Truth(
        IReadOnlyList<DatasetObject> objects, IReadOnlyList<ClassRegion>? regions = null, IRegion? ignored = null)
    {
        var image = new DatasetImage("a", "a.png", [0], objects) { Regions = regions ?? [], Ignored = ignored };
        var manifest = new DatasetManifest("d", "", "", ["x", "y"], TargetChoice.Top1, null, [image]);
        return GroundTruthReader.For(
            new Dataset(manifest, Path.GetFullPath("dataset.json"), ""), image, 0, ImageGeometry.Identity(2, 4), Input);
    }

    private static string[] Rows(PixelMask mask) =>
        [.. Enumerable.Range(0, mask.Height)
            .Select(y => new string([.. Enumerable.Range(0, mask.Width).Select(x => mask[y, x] ? 'x' : '.')]))];

    private sealed record Drawn(int Height, int Width, string Values) : IRegion
    {
        public IReadOnlyList<string> Files => [];

        public RegionPixels Read(string folder, int height, int width) =>
            new([.. Values.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(byte.Parse)], Height, Width);
    }
}
