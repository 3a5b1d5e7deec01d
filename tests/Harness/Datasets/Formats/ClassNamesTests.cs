using VisEval.Harness.Configuration;
using VisEval.Harness.Datasets;
using VisEval.Harness.Datasets.Opening;
using VisEval.Tests.Harness.Datasets.Pictures;

namespace VisEval.Tests.Harness.Datasets.Formats;

/// <summary>The classes of a table whose labels are numbers or ids, with and without a list of all classes beside it.</summary>
public sealed class ClassNamesTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Open() => _folder = new TemporaryFolder();

    [TearDown]
    public void Close() => _folder.Dispose();

    [Test]
    public void A_numbered_label_is_the_place_in_the_list_beside_the_table_also_where_two_names_are_equal()
    {
        _folder.Write("d/synset_words.txt", "n00000003 crane\nn00000001 tench, Tinca tinca\nn00000002 crane\n\nn00000009 ear\n");
        var found = Table("image,label\na.png,2\nb.png,0\n");
        Assert.That(found.Manifest.Classes, Is.EqualTo(new[] { "crane", "tench, Tinca tinca", "crane", "ear" }));
        Assert.That(found.Manifest.ClassIds, Is.EqualTo(new[] { "n00000003", "n00000001", "n00000002", "n00000009" }));
        Assert.That(found.Manifest.Images.Select(i => i.Labels[0]), Is.EqualTo(new[] { 2, 0 }));
    }

    [Test]
    public void A_synset_is_found_in_the_list_by_its_id()
    {
        _folder.Write("d/synset_words.txt", "n00000003 crane\nn00000001 tench\nn00000002 crane\n");
        Assert.That(
            Table("image,wnid\na.png,n00000002\nb.png,n00000003\n").Manifest.Images.Select(i => i.Labels[0]), Is.EqualTo(new[] { 2, 0 }));
    }

    [TestCase("classes.txt")]
    [TestCase("labels.txt")]
    public void A_list_without_synsets_names_the_classes_in_its_order(string file)
    {
        _folder.Write("d/" + file, "polar bear\ncat\ndog\n");
        Assert.That(Table("image,label\na.png,1\nb.png,0\n").Manifest.Classes, Is.EqualTo(new[] { "polar bear", "cat", "dog" }));
    }

    [Test]
    public void A_list_that_lacks_a_label_is_not_the_list_of_these_classes()
    {
        _folder.Write("d/labels.txt", "cat\ndog\n");
        Assert.That(Table("image,label\na.png,2\nb.png,0\n").Manifest.Classes, Is.EqualTo(new[] { "0", "1", "2" }));
    }

    [Test]
    public void A_network_with_more_scores_than_the_highest_number_is_no_ground_for_doubt_but_for_a_question()
    {
        using var model = new VisEval.Tests.Harness.Configuration.FakeModel(classes: 5);
        string? Said(params string[] classes) => LabelDoubt.Of("net", model, "d", classes);
        Assert.That(Said(), Does.StartWith("Dataset 'd' has no labels: nothing says whether net recognizes its images"));
        Assert.That(Said("0", "1", "2"), Does.StartWith("The labels of dataset 'd' are numbers up to 2"));
        Assert.That(Said("a", "b", "c"), Does.StartWith("WARNING: dataset 'd' has 3 classes, but net gives 5 scores"));
        Assert.That(Said("0", "1", "2", "3", "4", "5"), Does.StartWith("WARNING: dataset 'd' has 6 classes"));
        Assert.That(Said("0", "1", "2", "3", "4"), Is.Null);
    }

    private Dataset Table(string text)
    {
        foreach (var picture in new[] { "a.png", "b.png" })
            _folder.Write("d/" + picture, TestPictures.Encode(TestPictures.Pattern(8, 6, 3)));
        _folder.Write("d/table.csv", text);
        return DatasetOpening.Open(_folder["d"]);
    }
}
