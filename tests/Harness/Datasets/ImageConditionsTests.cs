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
