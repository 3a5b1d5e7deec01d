using VisEval.Harness.Datasets.Formats;
using VisEval.Tests.Harness.Datasets.Pictures;

namespace VisEval.Tests.Harness.Datasets.Formats;

/// <summary>Boxes of another size than the picture's are counted and said in every layout; those on the border are not.</summary>
public sealed class BoxesBeyondTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Open() => _folder = new TemporaryFolder();

    [TearDown]
    public void Close() => _folder.Dispose();

    [TestCase("10.0 5.0 50.0 8.0", true)]
    [TestCase("0.0 0.0 40.0 20.0", false)]
    public void Of_cub(string box, bool isBeyond)
    {
        _folder.Write("images/a.png", Picture);
        _folder.Write("images.txt", "1 a.png\n");
        _folder.Write("image_class_labels.txt", "1 1\n");
        _folder.Write("classes.txt", "1 bird\n");
        _folder.Write("bounding_boxes.txt", $"1 {box}\n");
        Check("cub", isBeyond, "[10, 5, 60, 13]");
    }

    [TestCase("n00000001 10 5 59 12", true)]
    [TestCase("n00000001 0 0 39 19", false)]
    public void Of_the_table_of_imagenet(string box, bool isBeyond)
    {
        _folder.Write("ILSVRC/Data/CLS-LOC/val/a.JPEG", Picture);
        _folder.Write("LOC_synset_mapping.txt", "n00000001 bird\n");
        _folder.Write("LOC_val_solution.csv", $"ImageId,PredictionString\na,{box}\n");
        Check("imagenet", isBeyond, "[10, 5, 60, 13]");
    }

    [TestCase(20, false)]
    [TestCase(60, true)]
    public void Of_an_annotation_of_imagenet_by_its_own_size(int right, bool isBeyond)
    {
        _folder.Write("ILSVRC/Data/CLS-LOC/val/a.JPEG", Picture);
        _folder.Write("LOC_synset_mapping.txt", "n00000001 bird\n");
        _folder.Write("ILSVRC/Annotations/CLS-LOC/val/a.xml", $"""
            <annotation><size><width>30</width><height>20</height></size><object><name>n00000001</name>
            <bndbox><xmin>1</xmin><ymin>1</ymin><xmax>{right}</xmax><ymax>10</ymax></bndbox></object></annotation>
            """);
        Check("imagenet", isBeyond, "in 30×20 pixels");
    }

    [TestCase("[[10, 5], [60, 13]]", "rectangle", true)]
    [TestCase("[[38, 10], [38, 15]]", "circle", true)]
    [TestCase("[[1, 1], [40, 1], [40, 20]]", "polygon", false)]
    public void Of_the_shapes_of_labelme(string points, string kind, bool isBeyond)
    {
        _folder.Write("a.png", Picture);
        _folder.Write("a.json", $$"""
            {"shapes": [{"label": "cat", "points": {{points}}, "shape_type": "{{kind}}"}], "imagePath": "a.png"}
            """);
        Check("labelme", isBeyond, "(cat)");
    }

    private static byte[] Picture => TestPictures.Encode(TestPictures.Pattern(40, 20, 3));

    private void Check(string format, bool isBeyond, string told)
    {
        var content = DatasetFormats.BuiltIn.All[format].Read(new DatasetSource(_folder.Path));
        Assert.That(content.Images.Single().Objects.Single().Box, Is.Not.Null);
        Assert.That(content.Problems, isBeyond
            ? Has.Some.StartsWith("1 of 1 boxes reach beyond their picture").And.Some.Contains(told)
            : Has.None.Contains("beyond"));
    }
}
