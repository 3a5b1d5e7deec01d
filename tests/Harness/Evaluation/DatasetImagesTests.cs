using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Datasets.Pictures;
using VisEval.Harness.Evaluation;
using VisEval.Tests.Harness.Configuration;
using VisEval.Tests.Harness.Datasets;
using VisEval.Tests.Harness.Datasets.Pictures;

namespace VisEval.Tests.Harness.Evaluation;

public sealed class DatasetImagesTests
{
    [Test]
    public void A_run_gets_input_ground_truth_picture_and_targets_by_the_jobs_model_and_preprocessing()
    {
        using var folder = new TemporaryFolder();
        var dataset = new TestDataset(folder).Read();
        var images = new DatasetImages(
            dataset, dataset.Manifest.Images, new Preprocessing("BGR", 1, [0, 0, 0], [1, 1, 1]), new FakeModel(height: 3, width: 4).Input);

        var prepared = images.Load(dataset.Manifest.Images[0]);
        Assert.That(prepared.Input.Shape.ToArray(), Is.EqualTo(new[] { 1, 3, 3, 4 }));
        var stored = TestPictures.Bilinear(TestPictures.Pattern(8, 6, 3), 4, 3);
        Assert.That(prepared.Input.Values[0], Is.EqualTo((float)stored[0, 0, 2]), "blue first");

        var truth = images.Truth(prepared, 0, 0)!;
        Assert.That(truth.InputBoxes, Is.EqualTo(new[] { new Box(0.5, 0.5, 2.5, 2) }), "[1, 1, 5, 4] of 8×6, halved");
        Assert.That(images.Truth(prepared, 1, 0), Is.Null);
        Assert.That(images.Targets(dataset.Manifest.Images[1], 0), Is.EqualTo(new[] { 1, 0 }), "the manifest asks for labels");

        var picture = PictureFile.Decode(folder.Write("p.png", images.Picture(prepared)));
        Assert.That(picture.Pixels, Is.EqualTo(stored.Pixels));
    }

    [Test]
    public void The_whole_picture_is_the_changed_one_where_pictures_are_changed()
    {
        using var folder = new TemporaryFolder();
        var dataset = new TestDataset(folder).Read() with { Corruption = Corruption.Parse("brightness:0.5") };
        var images = new DatasetImages(
            dataset, dataset.Manifest.Images, new Preprocessing("RGB", 1, [0, 0, 0], [1, 1, 1]), new FakeModel(height: 6, width: 8).Input);
        var prepared = images.Load(dataset.Manifest.Images[0]);
        var whole = images.WholePicture(prepared);
        Assert.That(whole.Pixels, Is.EqualTo(PictureFile.Decode(folder.Write("p.png", images.Picture(prepared))).Pixels));
        Assert.That(
            whole.Pixels.Zip(TestPictures.Pattern(8, 6, 3).Pixels).Select(p => Math.Abs(p.First - p.Second / 2.0)), Is.All.LessThan(1));
    }
}
