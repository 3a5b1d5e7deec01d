using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Datasets.Pictures;
using VisEval.Harness.Evaluation;

namespace VisEval.Tests.Harness.Evaluation;

public sealed class LooseImagesTests
{
    private static readonly GroundTruth Somewhere = new(
        new PixelMask([true, false], 1, 2), new PixelMask([true, false], 1, 2), [new Box(0, 0, 1, 1)], ImageGeometry.Identity(1, 2));

    private readonly LooseImages _images = new(
        "loose", [new LooseImage("a", () => new Tensor([3, 5], 1, 1, 1, 2), [4, null], Somewhere, "xyz")], null);

    private PreparedImage Prepared => _images.Load(_images.Images[0]);

    [Test]
    public void Named_classes_stand_and_the_others_are_the_models_first_choice() =>
        Assert.That(_images.Targets(_images.Images[0], 9), Is.EqualTo(new[] { 4, 9 }));

    [Test]
    public void The_place_of_the_explained_class_is_known_and_of_no_other()
    {
        Assert.That(_images.Truth(Prepared, 4, 4), Is.SameAs(Somewhere));
        Assert.That(_images.Truth(Prepared, 5, 4), Is.Null);
    }

    [Test]
    public void The_seed_is_refined_by_the_content_alone() =>
        Assert.That(Prepared.SeedOf(Seed.Of(1)), Is.EqualTo(Seed.Of(1).For("xyz")));

    [Test]
    public void Without_a_preprocessing_the_smallest_value_is_black_and_the_largest_white()
    {
        using var folder = new VisEval.Tests.Harness.Datasets.TemporaryFolder();
        var picture = PictureFile.Decode(folder.Write("p.png", _images.Picture(Prepared)));
        Assert.That((picture[0, 0, 0], picture[0, 1, 0]), Is.EqualTo(((byte)0, (byte)255)));
    }
}
