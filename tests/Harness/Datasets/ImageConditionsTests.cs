using System.Text.Json.Nodes;
using VisEval.Core;
using VisEval.Harness.Datasets;

namespace VisEval.Tests.Harness.Datasets;

public sealed class ImageConditionsTests
{
    private TemporaryFolder _folder = null!;
    private TestDataset _dataset = null!;

    [SetUp]
    public void Open()
    {
        _folder = new TemporaryFolder();
        _dataset = new TestDataset(_folder);
    }

    [TearDown]
    public void Close() => _folder.Dispose();

    // Image a: a box of 4×3 in 8×6; c: a mask of 2×2 in 8×6; of b nobody says where the objects are.
    [TestCase("area<.25", "c")]
    [TestCase("area<=.25", "a c")]
    [TestCase("area>=.25", "a")]
    [TestCase("area>.05,area<.1", "c")]
    [TestCase("class=cat", "a b")]
    [TestCase("class=cat|dog", "a b c")]
    [TestCase("class=dog, area<1", "c")]
    [TestCase("class=cat,class=dog", "a b c")]
    [TestCase("class=1", "b c")]
    [TestCase("class=\"cat\"|1,area<1", "a c")]
    [TestCase("correct", "a b c")]
    public void Images_are_chosen(string text, string ids) => Assert.That(
        string.Join(' ', ImageConditions.Parse(text).Of(_dataset.Read()).Select(i => i.Id)), Is.EqualTo(ids));

    [Test]
    public void Objects_that_lie_over_one_another_are_counted_once()
    {
        _dataset.With(j => j["images"]![0]!["objects"]!.AsArray().Add(JsonNode.Parse("""{ "class": 0, "box": [1, 1, 5, 5] }""")));
        var dataset = _dataset.Read();
        Assert.That(ImageConditions.ShareOf(dataset, dataset.Manifest.Images[0]), Is.EqualTo(16 / 48.0));
    }

    [Test]
    public void A_name_with_a_comma_stands_between_quotation_marks_and_an_id_is_a_name_too()
    {
        _dataset.With(j => j["classes"] = JsonNode.Parse("""["tench, Tinca tinca", "1"]"""));
        var dataset = _dataset.Read();
        dataset = dataset with { Manifest = dataset.Manifest with { ClassIds = ["n01", "n02"] } };
        string Chosen(string text) => string.Join(' ', ImageConditions.Parse(text).Of(dataset).Select(i => i.Id));
        Assert.That(Chosen("class=\"tench, Tinca tinca\",area<=1"), Is.EqualTo("a"));
        Assert.That(Chosen("class=n02"), Is.EqualTo("b c"));
        Assert.That(Chosen("class=1"), Is.EqualTo("b c"), "a name goes before an index");
        Assert.That(Chosen("class=0"), Is.EqualTo("a b"));
        Assert.That(
            () => Chosen("class=tench"),
            Throws.TypeOf<InputException>().With.Message.Contains("has no class of this name, id or index").And.Message.Contains(
                "\"tench, Tinca tinca\""));
    }

    [Test]
    public void All_mistakes_are_told()
    {
        var mistakes = Assert.Throws<InputException>(() => ImageConditions.Parse("area<2,big,class=,correct"))!.Errors;
        Assert.That(mistakes.Select(m => m.Split(':')[0]), Is.EqualTo(new[] { "--where area<2", "--where big", "--where class=" }));
        Assert.That(
            () => ImageConditions.Parse("class=dgo").Of(_dataset.Read()),
            Throws.TypeOf<InputException>().With.Message.Contains("Did you mean 'dog'?"));
        Assert.That(
            () => ImageConditions.Parse("area>.9").Of(_dataset.Read()),
            Throws.TypeOf<InputException>().With.Message.Contains("no image of dataset 'tiny' fulfils it"));
    }
}
