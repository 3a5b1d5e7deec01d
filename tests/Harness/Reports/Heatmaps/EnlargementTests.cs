using VisEval.Harness.Reports.Heatmaps;
using VisEval.Tests.Harness.Datasets.Pictures;

namespace VisEval.Tests.Harness.Reports.Heatmaps;

public sealed class EnlargementTests
{
    [Test]
    public void Every_pixel_of_a_small_picture_becomes_a_square()
    {
        var small = TestPictures.Pattern(5, 3, 3);
        var large = Enlargement.ForPeople(small);
        Assert.That((large.Width, large.Height), Is.EqualTo((5 * 75, 3 * 75)), "75 is the smallest factor that makes 3 at least 224");
        for (var y = 0; y < large.Height; y++)
            for (var x = 0; x < large.Width; x++)
                for (var c = 0; c < 3; c++)
                    Assert.That(large[y, x, c], Is.EqualTo(small[y / 75, x / 75, c]));
    }

    [Test]
    public void A_larger_picture_stays_as_it_is()
    {
        var picture = TestPictures.Pattern(128, 3, 3);
        Assert.That(Enlargement.ForPeople(picture), Is.SameAs(picture));
    }
}
