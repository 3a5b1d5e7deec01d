using VisEval.Core;
using VisEval.Harness.Configuration.References;
using VisEval.Harness.Datasets;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Input;
using VisEval.Tests.Harness.Datasets;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Evaluation;

public sealed class ReferenceImagesTests
{
    private static readonly ImageSize Size = new(3, 6, 8);
    private static readonly Preprocessing Plain = new("RGB", 1, [0, 0, 0], [1, 1, 1]);

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Begin() => _folder = new TemporaryFolder();

    [TearDown]
    public void End() => _folder.Dispose();

    [Test]
    public void An_image_is_no_reference_for_itself_and_still_has_as_many()
    {
        var references = new ReferenceImages("here", 2, new Tensor([1, 1, 2, 2, 3, 3], 3, 1, 1, 2));
        float[] Of(params float[] image) => references.For(new Tensor(image, 1, 1, 1, 2))!.Values;
        Assert.That(Of(9, 9), Is.EqualTo(new float[] { 1, 1, 2, 2 }));
        Assert.That(Of(1, 1), Is.EqualTo(new float[] { 2, 2, 3, 3 }));
        Assert.That(Of(3, 3), Is.EqualTo(new float[] { 1, 1, 2, 2 }));
        Assert.That(references.Count, Is.EqualTo(2));
        var alone = new ReferenceImages("here", 5, new Tensor([1, 1], 1, 1, 1, 2));
        Assert.That(alone.For(new Tensor([1, 1], 1, 1, 1, 2)).BatchSize, Is.Zero);
        Assert.That((references.HasSpare, alone.HasSpare), Is.EqualTo((true, false)));
    }

    [Test]
    public void Other_images_are_drawn_from_the_whole_dataset_whatever_its_order()
    {
        var dataset = new TestDataset(_folder).Read();
        var turned = dataset with { Manifest = dataset.Manifest with { Images = [.. dataset.Manifest.Images.Reverse()] } };
        float[] Of(Dataset set, int image, long seed) => new OtherImages(1).Open(Plain, Size, set, Seed.Of(seed))
            .For(ImageLoader.Load(dataset, dataset.Manifest.Images[image], Plain, Size).Input)!.Values;
        for (var image = 0; image < 3; image++)
            Assert.That(Of(turned, image, 1), Is.EqualTo(Of(dataset, image, 1)));
        Assert.That(Enumerable.Range(0, 9).Select(seed => Of(dataset, 0, seed)[0]).Distinct().Count(), Is.EqualTo(2), "the seed draws");
        var error = Assert.Throws<InputException>(() => new OtherImages(3).Open(Plain, Size, dataset, Seed.Of(1)))!;
        Assert.That(error.Message, Does.Contain("has 3 images, so that an image has 2 others at most"));
    }

    [Test]
    public void A_folder_gives_its_pictures_and_an_array_its_images()
    {
        new TestDataset(_folder);
        var folder = ReferenceChoice.Read("datasets/tiny/images", _folder.Path);
        var pictures = folder.Open(Plain, Size, null, Seed.Of(1));
        Assert.That(pictures.Count, Is.EqualTo(3));
        NpyFile.Write(_folder["r.npy"], Images.Random(Size, 4, seed: 1).Values);
        var array = ReferenceChoice.Read("r.npy", _folder.Path);
        Assert.That(array.Open(null, Size, null, Seed.Of(1)).Count, Is.EqualTo(4));
        Assert.That(array.Sha256Of([], Seed.Of(1)), Is.EqualTo(Sha256.OfFile(_folder["r.npy"])));
        NpyFile.Write(_folder["many.npy"], Images.Random(Size, 103, seed: 1).Values);
        Assert.That(ReferenceChoice.Read("many.npy", _folder.Path).Open(null, Size, null, Seed.Of(1)).Count, Is.EqualTo(100));
        Assert.That(
            () => folder.Open(null, Size, null, Seed.Of(1)),
            Throws.TypeOf<InputException>().With.Message.Contains("State the preprocessing"));
    }

    [TestCase("0", "at least 1")]
    [TestCase("nowhere", "no such folder")]
    [TestCase("empty", "holds no picture")]
    [TestCase("16", "belong to no dataset")]
    public void What_is_no_reference_is_told(string text, string expected)
    {
        Directory.CreateDirectory(_folder["empty"]);
        Assert.That(
            () => ReferenceChoice.Read(text, _folder.Path).Open(Plain, Size, null, Seed.Of(1)),
            Throws.TypeOf<InputException>().With.Message.Contains(expected));
    }
}
