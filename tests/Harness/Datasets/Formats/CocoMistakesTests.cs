using VisEval.Core;
using VisEval.Harness.Datasets.Formats;
using VisEval.Harness.Datasets.Opening;
using VisEval.Tests.Harness.Datasets.Pictures;

namespace VisEval.Tests.Harness.Datasets.Formats;

/// <summary>COCO's annotations that cannot be: told, and left out.</summary>
public sealed class CocoMistakesTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Create()
    {
        _folder = new TemporaryFolder();
        _folder.Write("a.png", TestPictures.Encode(TestPictures.Pattern(8, 6, 3)));
    }

    [TearDown]
    public void Delete() => _folder.Dispose();

    [TestCase("\"segmentation\": {\"counts\": [5], \"size\": [6, 8]}", "the run lengths sum to 5, but 8×6 pixels are 48")]
    [TestCase("\"segmentation\": {\"counts\": [48], \"size\": [8, 6]}", "the size of the run lengths is not that of the picture")]
    [TestCase("\"segmentation\": {\"counts\": \"P\", \"size\": [6, 8]}", "neither a list of whole numbers nor COCO's compressed text")]
    [TestCase("\"segmentation\": {\"counts\": [1e30], \"size\": [6, 8]}", "neither a list of whole numbers")]
    [TestCase("\"segmentation\": [[1, 2, 3, 4]]", "a polygon of 4 numbers")]
    [TestCase("\"segmentation\": [[1, 2, 3, 1e12, 5, 6]]", "1e+12")]
    [TestCase("\"segmentation\": [[1, \"x\", 3]]", "a polygon that is no list of numbers")]
    [TestCase("\"bbox\": [9, 1, 5, 5]", "the box [9, 1, 5, 5] is empty or outside the picture")]
    [TestCase("\"bbox\": \"x\"", "has neither a box nor a mask")]
    public void A_mask_or_box_that_cannot_be_is_told(string field, string told)
    {
        var content = Read($$"""{"id": 3, "image_id": 1, "category_id": 7, {{field}}}""");
        Assert.That(content.Problems, Has.Some.Contains(told).And.Some.Contains("annotation 3 of image 1"));
        Assert.That(content.Images.Single().Objects, Is.Empty);
    }

    [TestCase("{", "not valid JSON")]
    [TestCase("[]", "must hold a JSON object")]
    [TestCase("{\"images\": []}", "the list \"categories\" is missing")]
    public void A_file_that_is_none_is_refused(string text, string told)
    {
        _folder.Write("instances.json", text);
        Assert.That(
            () => DatasetFormats.BuiltIn.All["coco"].Read(new DatasetSource(_folder.Path)),
            Throws.InstanceOf<InputException>().With.Message.Contains(told));
    }

    [Test]
    public void Several_files_are_asked_about()
    {
        _folder.Write("instances_a.json", "{}");
        _folder.Write("instances_b.json", "{}");
        Assert.That(
            () => DatasetFormats.BuiltIn.All["coco"].Read(new DatasetSource(_folder.Path)),
            Throws.InstanceOf<InputException>().With.Message.Contains("instances_a.json, instances_b.json; give one of these files"));
    }

    private DatasetContent Read(string annotation)
    {
        _folder.Write("instances.json", $$"""
            {"images": [{"id": 1, "file_name": "a.png", "width": 8, "height": 6}], "annotations": [{{annotation}}],
             "categories": [{"id": 7, "name": "cat"}]}
            """);
        return DatasetFormats.BuiltIn.All["coco"].Read(new DatasetSource(_folder.Path));
    }

    [Test]
    public void Pictures_may_lie_in_a_folder_that_is_named()
    {
        _folder.Write("pictures/x.png", TestPictures.Encode(TestPictures.Pattern(8, 6, 3)));
        var file = _folder.Write("elsewhere/instances.json", """
            {"images": [{"id": 1, "file_name": "x.png", "width": 8, "height": 6}],
             "annotations": [{"id": 1, "image_id": 1, "category_id": 7, "bbox": [1, 2, 3, 4]}], "categories": [{"id": 7, "name": "cat"}]}
            """);
        var found = DatasetOpening.Open(file, new DatasetOptions { Images = _folder["pictures"] });
        var image = found.Manifest.Images.Single();
        Assert.That((found.Folder, image.File), Is.EqualTo((_folder["pictures"], "x.png")));
        Assert.That(image.Objects.Single().Box, Is.EqualTo(new[] { 1, 2, 4, 6 }));
        Assert.That(
            () => DatasetOpening.Open(file),
            Throws.InstanceOf<InputException>().With.Message.Contains("none of the pictures it lists (x.png)")
                .And.Message.Contains("--images"));
        Assert.That(
            () => DatasetOpening.Open(file, new DatasetOptions { Images = _folder["elsewhere"] }),
            Throws.InstanceOf<InputException>().With.Message.Contains("none of the pictures").And.Message.Contains(_folder["elsewhere"]));
        Assert.That(
            () => DatasetOpening.Open(file, new DatasetOptions { Images = _folder["none"] }),
            Throws.InstanceOf<InputException>().With.Message.Contains("there is no such folder"));
        Assert.That(
            () => DatasetOpening.Open(_folder["pictures"], new DatasetOptions("imagefolder") { Images = _folder["pictures"] }),
            Throws.InstanceOf<InputException>().With.Message.Contains("it is for a dataset of the format coco"));
    }
}
