using VisEval.Harness.Datasets.Opening;
using VisEval.Tests.Harness.Datasets.Pictures;

namespace VisEval.Tests.Harness.Datasets.Opening;

/// <summary>Pictures that lists or links name more than once.</summary>
public sealed class ListedTwiceTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Open() => _folder = new TemporaryFolder();

    [TearDown]
    public void Close() => _folder.Dispose();

    [Test]
    public void Lists_that_overlap_give_each_picture_once()
    {
        _folder.Write("d/data.yaml", "train: images\nval: images\nnames: [cat]\n");
        foreach (var name in new[] { "a", "b" })
            _folder.Write($"d/images/{name}.png", TestPictures.Encode(TestPictures.Pattern(8, 6, 3)));
        var found = DatasetOpening.Open(_folder["d"]);
        Assert.That(found.Manifest.Images.Select(i => i.File), Is.EqualTo(new[] { "images/a.png", "images/b.png" }));
        Assert.That(found.Problems.Single(), Does.StartWith("2 of 4 images are pictures that stand in the dataset already")
            .And.Contain("train/a.png is val/a.png"));
    }

    [Test]
    public void A_link_to_a_folder_above_gives_no_picture_again()
    {
        _folder.Write("d/cat/a.png", TestPictures.Encode(TestPictures.Pattern(8, 6, 3)));
        Directory.CreateSymbolicLink(_folder["d/cat/loop"], "..");
        var found = DatasetOpening.Open(_folder["d"]);
        Assert.That(found.Manifest.Images.Select(i => i.File), Is.EqualTo(new[] { "cat/a.png" }));
        Assert.That(found.Problems.Single(), Does.Contain("or by links"));
    }

    [Test]
    public void A_link_to_a_picture_of_another_class_is_said_with_the_labels()
    {
        _folder.Write("d/cat/a.png", TestPictures.Encode(TestPictures.Pattern(8, 6, 3)));
        _folder.Write("d/dog/b.png", TestPictures.Encode(TestPictures.Pattern(9, 6, 3)));
        File.CreateSymbolicLink(_folder["d/dog/a.png"], "../cat/a.png");
        var found = DatasetOpening.Open(_folder["d"]);
        Assert.That(found.Manifest.Images.Select(i => i.Id), Is.EqualTo(new[] { "cat/a.png", "dog/b.png" }));
        Assert.That(found.Problems.Single(), Does.Contain("dog/a.png is cat/a.png with other labels"));
    }

    [Test]
    public void Pictures_with_equal_content_are_two()
    {
        foreach (var name in new[] { "a", "b" })
            _folder.Write($"d/cat/{name}.png", TestPictures.Encode(TestPictures.Pattern(8, 6, 3)));
        Assert.That(DatasetOpening.Open(_folder["d"]).Manifest.Images, Has.Count.EqualTo(2));
    }

    [Test]
    public void A_class_without_pictures_is_a_problem_not_another_layout()
    {
        _folder.Write("d/cat/a.png", TestPictures.Encode(TestPictures.Pattern(8, 6, 3)));
        Directory.CreateDirectory(_folder["d/dog"]);
        var found = DatasetOpening.Open(_folder["d"]);
        Assert.That(found.Manifest.Classes, Is.EqualTo(new[] { "cat" }));
        Assert.That(found.Problems.Single(), Does.StartWith("dog: the folder holds no picture"));
    }
}
