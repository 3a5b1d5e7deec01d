using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Datasets.Formats;
using VisEval.Harness.Datasets.Opening;
using VisEval.Tests.Harness.Datasets.Pictures;

namespace VisEval.Tests.Harness.Datasets.Opening;

public sealed class DatasetOpeningTests
{
    private static readonly byte[] Picture = TestPictures.Encode(TestPictures.Pattern(8, 6, 3));

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Open() => _folder = new TemporaryFolder();

    [TearDown]
    public void Close() => _folder.Dispose();

    [Test]
    public void A_folder_with_a_manifest_is_read_by_it_unless_a_format_is_named()
    {
        _folder.Write("My Pets/cat/1.png", Picture);
        _folder.Write(
            "My Pets/dataset.json", """{"name": "x", "classes": ["a"], "images": [{"id": "1", "file": "cat/1.png", "labels": []}]}""");
        Assert.That(DatasetOpening.Open(_folder["My Pets"]).Manifest.Name, Is.EqualTo("x"));
        var found = DatasetOpening.Open(_folder["My Pets"], new DatasetOptions("imagefolder"));
        Assert.That((found.Manifest.Name, found.Manifest.Classes[0]), Is.EqualTo(("my-pets", "cat")));
    }

    [TestCase("My Pets", "my-pets")]
    [TestCase("cub/train", "cub-train")]
    [TestCase("Été", "t")]
    [TestCase("___", "dataset")]
    public void The_name_is_that_of_the_folder(string folder, string name)
    {
        Directory.CreateDirectory(_folder[folder]);
        Assert.That(DatasetName.Of(_folder[folder]), Is.EqualTo(name));
    }

    [Test]
    public void A_folder_of_pictures_without_classes_has_no_labels()
    {
        _folder.Write("p/b.png", Picture);
        _folder.Write("p/a.PNG", Picture);
        var dataset = DatasetOpening.Open(_folder["p"]);
        Assert.That(dataset.Manifest.Images.Select(i => i.Id), Is.EqualTo(new[] { "a.PNG", "b.png" }));
        Assert.That(dataset.Manifest.Images.SelectMany(i => i.Labels).Concat(dataset.Manifest.Classes.Select(_ => 0)), Is.Empty);
    }

    [Test]
    public void An_image_whose_annotation_states_a_size_beyond_the_limit_is_left_out_and_said()
    {
        foreach (var name in new[] { "a", "b" })
            _folder.Write($"coco/val/{name}.png", Picture);
        _folder.Write("coco/annotations/instances_val.json", """
            {"categories": [{"id": 1, "name": "dog"}], "images": [{"id": 1, "file_name": "a.png", "width": 8, "height": 6},
             {"id": 2, "file_name": "b.png", "width": 46000, "height": 46000}],
             "annotations": [{"id": 1, "image_id": 2, "category_id": 1, "bbox": [1, 1, 2, 2], "segmentation": [[1, 1, 3, 1, 3, 3]]}]}
            """);
        var dataset = DatasetOpening.Open(_folder["coco"]);
        Assert.That(dataset.Manifest.Images.Select(i => i.File), Is.EqualTo(new[] { "val/a.png" }));
        Assert.That(dataset.Problems, Has.Exactly(1).Contains("image 2: by its annotation, 46000×46000 pixels are too many"));
    }

    [Test]
    public void A_folder_of_no_known_layout_is_refused_with_the_layouts()
    {
        _folder.Write("x/notes.txt", "nothing");
        Assert.That(
            () => DatasetOpening.Open(_folder["x"]),
            Throws.TypeOf<InputException>().With.Message.Contains("no dataset in a known format").And.Message.Contains("imagefolder"));
    }

    [Test]
    public void A_table_that_can_mean_two_things_is_asked_about()
    {
        _folder.Write("t/a.png", Picture);
        _folder.Write("t/boxes.csv", "image,label,bbox\na.png,cat,\"[1, 1, 4, 3]\"\n");
        Assert.That(() => DatasetOpening.Open(_folder["t"]),
            Throws.TypeOf<InputException>().With.Message.Contains("--boxes corners or --boxes xywh"));
        double[] Box(BoxConvention boxes) =>
            [.. DatasetOpening.Open(_folder["t"], new DatasetOptions(Boxes: boxes)).Manifest.Images[0].Objects[0].Box!];
        Assert.That(Box(BoxConvention.Corners), Is.EqualTo(new[] { 1.0, 1, 4, 3 }));
        Assert.That(Box(BoxConvention.Xywh), Is.EqualTo(new[] { 1.0, 1, 5, 4 }));
    }

    [Test]
    public void Columns_that_name_their_convention_are_not_overruled()
    {
        _folder.Write("t/a.png", Picture);
        _folder.Write("t/boxes.csv", "image,label,xmin,ymin,xmax,ymax\na.png,cat,1,1,4,3\n");
        Assert.That(() => DatasetOpening.Open(_folder["t"], new DatasetOptions(Boxes: BoxConvention.Xywh)),
            Throws.TypeOf<InputException>().With.Message.Contains("say that boxes are corners"));
    }

    [Test]
    public void A_stated_table_is_read_also_where_the_folder_alone_looks_like_another_layout()
    {
        _folder.Write("pictures/b.png", Picture);
        var table = _folder.Write("elsewhere/labels.csv", "filename,class\nb.png,dog\n");
        var found = DatasetOpening.Open(_folder["pictures"], new DatasetOptions(Table: table));
        Assert.That(found.Manifest.Classes, Is.EqualTo(new[] { "dog" }));
        Assert.That(
            () => DatasetOpening.Open(_folder["pictures"], new DatasetOptions("imagefolder", table)),
            Throws.TypeOf<InputException>().With.Message.Contains("a dataset of the format imagefolder has no table"));
    }

    [Test]
    public void Of_several_tables_one_is_named()
    {
        _folder.Write("t/a.png", Picture);
        _folder.Write("t/one.csv", "image,label\na.png,cat\n");
        _folder.Write("t/two.csv", "image,label\na.png,dog\n");
        Assert.That(() => DatasetOpening.Open(_folder["t"]), Throws.TypeOf<InputException>().With.Message.Contains("one.csv, two.csv"));
        var two = DatasetOpening.Open(_folder["t"], new DatasetOptions(Table: _folder["t/two.csv"]));
        Assert.That(two.Manifest.Classes[0], Is.EqualTo("dog"));
        Assert.That(DatasetOpening.Open(_folder["t/one.csv"]).Manifest.Classes[0], Is.EqualTo("cat"));
    }

    [Test]
    public void Boxes_on_a_picture_of_another_size_keep_their_pixels()
    {
        _folder.Write("t/a.png", Picture);
        _folder.Write(
            "t/t.csv", "image,label,original_width,original_height,boxes_x0y0x1y1_original\na.png,3,80,60,10 10 40 30;50 0 80 60\n");
        var image = DatasetOpening.Open(_folder["t"]).Manifest.Images[0];
        Assert.That(image.AnnotationSize, Is.EqualTo(new[] { 80, 60 }));
        Assert.That(image.Labels, Is.EqualTo(new[] { 3 }));
        Assert.That(image.Objects.Select(o => o.Box), Is.EqualTo(new[] { new[] { 10.0, 10, 40, 30 }, [50, 0, 80, 60] }));
    }

    [TestCase("1 3 49 1", "leaves the 48 pixels")]
    [TestCase("1 3 2 4", "overlaps another")]
    [TestCase("1 2 3", "pairs of a start and a length")]
    [TestCase("1 999999999999", "no whole numbers")]
    [TestCase("a b", "no whole numbers")]
    [TestCase("0 3", "overlaps another")]
    public void Run_lengths_that_cannot_be_are_left_out_with_a_sentence(string runs, string sentence)
    {
        _folder.Write("t/a.png", Picture);
        _folder.Write("t/t.csv", $"ImageId,EncodedPixels\na.png,{runs}\n");
        var dataset = DatasetOpening.Open(_folder["t"]);
        Assert.That(dataset.Problems.Single(), Does.Contain("a.png").And.Contains(sentence));
        Assert.That(dataset.Manifest.Images[0].Objects, Is.Empty);
    }

    [Test]
    public void Nothing_is_read_from_outside_the_folder()
    {
        _folder.Write("secret.png", Picture);
        _folder.Write("t/a.png", Picture);
        _folder.Write("t/t.csv", "image,label\n../secret.png,cat\na.png,dog\n");
        var dataset = DatasetOpening.Open(_folder["t"]);
        Assert.That(dataset.Problems.Single(), Does.Contain("secret.png"));
        Assert.That(dataset.Manifest.Images.Select(i => i.Id), Is.EqualTo(new[] { "a.png" }));
    }
}
