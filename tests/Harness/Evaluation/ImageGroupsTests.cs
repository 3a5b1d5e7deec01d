using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Evaluation;

namespace VisEval.Tests.Harness.Evaluation;

public class ImageGroupsTests
{
    [TestCase("0 0 1 1", "ac bd")]
    [TestCase("0 1 0 1 0", "ab cde")]
    [TestCase("0 0 0 1", "ac bd")]
    [TestCase("0 0", "ab")]
    [TestCase("0", "a")]
    [TestCase("2 1 0 2 1 0", "af bd ce")]
    public void Images_are_paired_with_others_of_another_label_where_possible(string labels, string groups)
    {
        var images = labels.Split(' ').Select((label, i) => Image($"{(char)('a' + i)}", int.Parse(label))).ToList();

        var found = ImageGroups.Of(images).Select(g => string.Concat(g.Select(i => i.Id)));

        Assert.That(string.Join(' ', found), Is.EqualTo(groups));
    }

    [Test]
    public void Every_image_is_in_one_group_and_only_a_majority_is_paired_within_its_label([Range(2, 40)] int count)
    {
        var random = Seed.Of(count).Random();
        var images = Enumerable.Range(0, count).Select(i => Image($"{i}", random.NextInt(4))).ToList();

        var groups = ImageGroups.Of(images);

        Assert.That(groups.SelectMany(g => g), Is.EquivalentTo(images));
        Assert.That(groups.Select(g => g.Count), Is.All.InRange(2, 3));
        var majority = images.GroupBy(i => i.Labels[0]).Where(g => g.Count() > (count + 1) / 2).Select(g => g.Key).ToList();
        Assert.That(groups.Where(g => g.Count == 2 && g[0].Labels[0] == g[1].Labels[0] && !majority.Contains(g[0].Labels[0])), Is.Empty);
    }

    private static DatasetImage Image(string id, int label) => new(id, id, [label], []);
}
