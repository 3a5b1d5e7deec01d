using VisEval.Harness.Datasets.Formats;
using VisEval.Tests.Harness.Datasets.Pictures;

namespace VisEval.Tests.Harness.Datasets.Formats;

/// <summary>Which size boxes are in the pixels of.</summary>
public sealed class StatedSizeTests
{
    [TestCase(8, 6, 8, 6, 0)]
    [TestCase(16, 12, 16, 12, 0)]
    [TestCase(6, 8, 8, 6, 1)]
    [TestCase(9, 9, 9, 9, 0)]
    [TestCase(0, 0, 8, 6, 0)]
    public void The_stated_size_counts_unless_it_is_only_turned(int width, int height, int columns, int rows, int told)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.png", TestPictures.Encode(TestPictures.Pattern(8, 6, 3)));
        var problems = new List<string>();
        Assert.That(
            StatedSize.Of(width > 0 ? (width, height) : null, folder.Path, "a.png", problems), Is.EqualTo((columns, rows)));
        Assert.That(problems, Has.Count.EqualTo(told));
    }

    [Test]
    public void A_picture_that_cannot_be_read_is_told()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.png", "no picture");
        var problems = new List<string>();
        Assert.That(StatedSize.Of((3, 4), folder.Path, "a.png", problems), Is.EqualTo((3, 4)));
        Assert.That(problems.Single(), Does.Contain("a.png"));
    }
}
