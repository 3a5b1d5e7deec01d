using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Datasets.Inspection;
using VisEval.Harness.Datasets.Opening;
using VisEval.Tests.Harness.Datasets.Pictures;

namespace VisEval.Tests.Harness.Datasets.Formats;

/// <summary>Boxes and masks of tables in units, orders and sizes that nobody stated.</summary>
public sealed class TablePlacesTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Open()
    {
        _folder = new TemporaryFolder();
        foreach (var name in new[] { "a", "b" })
            _folder.Write($"d/{name}.png", TestPictures.Encode(TestPictures.Pattern(40, 20, 3)));
    }

    [TearDown]
    public void Close() => _folder.Dispose();

    // As Open Images writes it: the order of the corners is another, and confidence 0 says that the class is not there.
    [Test]
    public void A_table_of_Open_Images_is_in_fractions()
    {
        var found = Table("""
            ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,IsOccluded,IsGroupOf
            a,x,/m/1,1,0.1,0.5,0.2,0.9,0,0
            a,x,/m/2,0,0.1,0.5,0.2,0.9,0,0
            b,x,/m/1,1,0.0,1,0.0,1,0,1
            """);
        Assert.That(found.Manifest.Images.Select(i => i.Objects[0].Box!), Is.EqualTo(
            new[] { new[] { 4.0, 4, 20, 18 }, [0, 0, 40, 20] }).Within(1e-9));
        Assert.That(found.Manifest.Images.Select(i => i.Objects[0].Ignore), Is.EqualTo(new[] { false, true }));
        Assert.That(found.Manifest.Classes, Is.EqualTo(new[] { "/m/1" }));
        Assert.That(found.Problems, Has.Exactly(1).Contains("nothing is read from the columns Source, IsOccluded."));
        Assert.That(found.Problems, Has.Exactly(1).Contains("1 rows have the Confidence 0"));
        Assert.That(found.Problems, Has.Exactly(1).Contains("taken for fractions of the width and height"));
    }

    [Test]
    public void Fractions_of_left_top_width_height_are_scaled_too()
    {
        var found = Table("image,label,x,y,w,h\na.png,cat,0.25,0.5,0.5,0.25\n");
        Assert.That(found.Manifest.Images[0].Objects[0].Box, Is.EqualTo(new[] { 10.0, 10, 30, 15 }).Within(1e-9));
    }

    [Test]
    public void Boxes_that_reach_beyond_the_picture_are_cut_and_counted()
    {
        var found = Table("image,label,xmin,ymin,xmax,ymax\na.png,cat,-9,5,50,30\nb.png,cat,1,1,40.9,20\n");
        Assert.That(found.Manifest.Images[0].Objects[0].Box, Is.EqualTo(new[] { 0.0, 5, 40, 20 }));
        Assert.That(found.Problems.Single(), Does.StartWith("1 of 2 boxes reach beyond their picture")
            .And.Contain("[-9, 5, 50, 30]").And.Contain("40×20").And.Contain("original_width and original_height"));
    }

    [TestCase("30,5,10,15", "is turned round: its right end lies left of its left")]
    [TestCase("10,15,30,5", "is turned round: its bottom lies above its top")]
    [TestCase("10,5,10,15", "is empty")]
    [TestCase("50,5,60,15", "lies in the picture of 40×20 pixels")]
    public void A_box_that_holds_nothing_is_left_out_with_the_reason(string box, string why)
    {
        var found = Table($"image,label,xmin,ymin,xmax,ymax\na.png,cat,{box}\n");
        Assert.That(found.Manifest.Images[0].Objects, Is.Empty);
        Assert.That(found.Problems.Single(), Does.Contain(why));
    }

    [Test]
    public void A_column_of_masks_is_read_and_its_files_are_no_images()
    {
        _folder.Write("d/masks/a.png", TestPictures.Mask([.. Enumerable.Repeat(new string('x', 10) + new string('.', 30), 20)]));
        var found = Table("image,label,mask\na.png,cat,masks/a.png\nb.png,cat,masks/none.png\n");
        Assert.That(found.Manifest.Images.Select(i => i.Id), Is.EqualTo(new[] { "a.png", "b.png" }));
        var facts = DatasetInspection.Of(DatasetOpening.ContentOf(found));
        Assert.That(facts.Images[0].Masks["cat"].Area, Is.EqualTo(200));
        Assert.That(found.Problems.Single(), Does.Contain("line 3").And.Contain("masks/none.png is missing"));
    }

    [Test]
    public void A_row_with_a_box_and_a_mask_is_of_one_object()
    {
        _folder.Write("d/masks/a.png", TestPictures.Mask([.. Enumerable.Repeat(new string('x', 10) + new string('.', 30), 20)]));
        var found = Table("image,label,mask,xmin,ymin,xmax,ymax\na.png,cat,masks/a.png,0,0,40,20\n");
        Assert.That(found.Manifest.Images[0].Objects.Single().Box, Is.EqualTo(new[] { 0.0, 0, 40, 20 }));
        Assert.That(ImageConditions.ShareOf(found, found.Manifest.Images[0]), Is.EqualTo(0.25), "the mask, not the box");
    }

    [TestCase("{\"image\": \"a.png\"}\n{\"image\": \"b.png\", \"label\": 0, \"label\": 1}", "line 2: the field label is there twice")]
    [TestCase("{\"image\": \"a.png\", \"label\": \"x\\u0000y\"}", "line 1: a text holds the character \\u0000")]
    [TestCase("{\"image\": \"a.png\", \"label\": \"\\ud800\"}", "line 1: a text holds half of a surrogate pair")]
    public void Lines_of_JSON_are_held_to_the_rules_of_JSON_files(string lines, string why)
    {
        _folder.Write("d/t.jsonl", lines);
        Assert.That(() => DatasetOpening.Open(_folder["d"]), Throws.TypeOf<InputException>().With.Message.Contains(why));
    }

    [Test]
    public void Pictures_that_are_nowhere_are_one_sentence_that_says_where_they_were_looked_for()
    {
        _folder.Write("c/annotations/instances_val.json", """
            {"categories": [{"id": 1, "name": "dog"}], "annotations": [],
             "images": [{"id": 1, "file_name": "x.png", "width": 8, "height": 6}, {"id": 2, "file_name": "y.png", "width": 8, "height": 6}]}
            """);
        var mistakes = Assert.Throws<InputException>(() => DatasetOpening.Open(_folder["c"]))!.Errors;
        Assert.That(mistakes.Single(), Does.Contain("none of the pictures it lists (x.png, y.png)").And.Contain(_folder["c/val"])
            .And.Contain(_folder["c/images"]));
    }

    private Dataset Table(string text)
    {
        _folder.Write("d/t.csv", text);
        return DatasetOpening.Open(_folder["d"]);
    }
}
