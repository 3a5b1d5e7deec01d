using VisEval.Harness.Datasets;

namespace VisEval.Tests.Harness.Datasets;

/// <summary>A limit takes a little of everything where images stand class by class.</summary>
public sealed class ImageLimitTests
{
    // Labels in the order of the dataset; the places that a limit takes.
    [TestCase("00001111", 3, "0 4 1")]
    [TestCase("00112", 4, "0 2 4 1")]
    [TestCase("22220000", 2, "0 4")]
    [TestCase("0000011111000001111100000", 4, "0 5 1 6")]
    [TestCase("01010101", 3, "0 1 2")]
    [TestCase("0011010", 3, "0 1 2")]
    [TestCase("0000", 2, "0 1")]
    [TestCase("012", 2, "0 1")]
    [TestCase("00001111", 8, "0 1 2 3 4 5 6 7")]
    [TestCase("00--11", 3, "0 2 4")]
    public void Images_are_taken(string labels, int limit, string places)
    {
        var dataset = Dataset(labels);
        Assert.That(string.Join(' ', ImageLimit.Of(dataset, limit).Select(i => i.Id)), Is.EqualTo(places));
    }

    [Test]
    public void Without_a_limit_all_stand_in_their_order() =>
        Assert.That(ImageLimit.Of(Dataset("0011"), null).Select(i => i.Id), Is.EqualTo(new[] { "0", "1", "2", "3" }));

    [Test]
    public void Those_of_which_only_correct_ones_are_wanted_are_all_given_spread() => Assert.That(
        string.Join(' ', ImageLimit.Of(Dataset("0011") with { OnlyCorrect = true }, 1).Select(i => i.Id)), Is.EqualTo("0 2 1 3"));

    [Test]
    public void Classes_are_counted_by_the_first_label() =>
        Assert.That(ImageLimit.ClassesOf(Dataset("0-21").Manifest.Images), Is.EqualTo(3));

    private static Dataset Dataset(string labels) => new(
        new DatasetManifest(
            "x", "", "", ["a", "b", "c"], TargetChoice.Top1, null,
            [.. labels.Select((c, i) => new DatasetImage($"{i}", $"{i}.png", c == '-' ? [] : [c - '0'], []))]),
        "/x", "");
}
