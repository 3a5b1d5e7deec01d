using VisEval.Harness.Datasets;
using VisEval.Harness.Datasets.Opening;
using VisEval.Tests.Harness.Datasets.Pictures;

namespace VisEval.Tests.Harness.Datasets.Formats;

/// <summary>Labels of a table, however they are written.</summary>
public sealed class LabelListTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Open() => _folder = new TemporaryFolder();

    [TearDown]
    public void Close() => _folder.Dispose();

    // As text, 10 and 11 stand before 2.
    [TestCase("{0}.0")]
    [TestCase("+{0}")]
    [TestCase("{0:00}")]
    [TestCase("{0}e0")]
    public void Whole_numbers_in_any_writing_are_the_index(string writing)
    {
        var found = Table(Enumerable.Range(0, 12).Select(i => string.Format(null, writing, i)));
        Assert.That(found.Manifest.Images.Select(i => $"{i.Labels[0]}.png"), Is.EqualTo(found.Manifest.Images.Select(i => i.Id)));
        Assert.That(found.Manifest.Classes, Is.EqualTo(Enumerable.Range(0, 12).Select(i => $"{i}")));
        Assert.That(found.Problems, Is.Empty);
    }

    [TestCase("-1")]
    [TestCase("1.5")]
    [TestCase("NaN")]
    public void A_number_that_can_be_no_index_is_no_label_and_is_said_with_its_row(string wrong)
    {
        var found = Table(["0", "1", wrong, "2"]);
        Assert.That(found.Manifest.Classes, Is.EqualTo(new[] { "0", "1", "2" }));
        Assert.That(found.Manifest.Images.Single(i => i.Id == "2.png").Labels, Is.Empty);
        Assert.That(found.Problems.Single(), Does.StartWith($"t.csv: 1 of 4 labels (line 4: \"{wrong}\") are numbers, but no class index"));
    }

    [Test]
    public void Names_beside_numbers_are_classes_after_them_and_are_said()
    {
        var found = Table(["0", "dog", "1"]);
        Assert.That(found.Manifest.Classes, Is.EqualTo(new[] { "0", "1", "dog" }));
        Assert.That(found.Problems.Single(), Does.Contain("(line 3: \"dog\") are no whole numbers, unlike the others"));
    }

    [Test]
    public void A_list_of_classes_that_is_not_used_is_said()
    {
        _folder.Write("d/classes.txt", "cat\ndog\n");
        var found = Table(["1", "2"]);
        Assert.That(found.Manifest.Classes, Is.EqualTo(new[] { "0", "1", "2" }));
        Assert.That(found.Problems.Single(), Does.Contain("(line 3: \"2\") are not in classes.txt").And.Contain("count from 1"));
    }

    [Test]
    public void A_name_is_found_in_the_list_in_the_order_of_the_list()
    {
        _folder.Write("d/classes.txt", "zebra\nape\nshared\nshared\n");
        var found = Table(["ape", "zebra"]);
        Assert.That(found.Manifest.Images.Select(i => i.Labels[0]), Is.EqualTo(new[] { 1, 0 }));
        Assert.That(found.Problems, Is.Empty);
    }

    private Dataset Table(IEnumerable<string> labels)
    {
        var rows = labels.Select((label, i) => (File: $"{i}.png", Label: label)).ToList();
        foreach (var row in rows)
            _folder.Write("d/" + row.File, TestPictures.Encode(TestPictures.Pattern(8, 6, 3)));
        _folder.Write("d/t.csv", "image,label\n" + string.Concat(rows.Select(r => $"{r.File},{r.Label}\n")));
        return DatasetOpening.Open(_folder["d"]);
    }
}
