using VisEval.Core;
using VisEval.Harness.Results.Visualizations;

namespace VisEval.Tests.Harness.Results.Visualizations;

/// <summary>A picture comes back from its file as it was, to the last of its eight bits.</summary>
public sealed class PicturePngTests
{
    [TestCase(1, false)]
    [TestCase(1, true)]
    [TestCase(2, false)]
    [TestCase(3, true)]
    [TestCase(3, false)]
    [TestCase(4, true)]
    [TestCase(5, false)]
    public void A_picture_is_read_back_exactly(int channels, bool isColour)
    {
        const int height = 17;
        const int width = 16;
        var random = new Random(channels);
        var picture = Tensor.Zeros(channels, height, width);
        // Every level is there.
        for (var i = 0; i < picture.Length; i++)
            picture.Values[i] = (i < 256 ? i : random.Next(256)) / 255f;
        var read = PicturePng.Read(PicturePng.Of(picture, isColour), channels, height, width);
        Assert.That(read.Shape.SequenceEqual(picture.Shape));
        Assert.That(read.Values, Is.EqualTo(picture.Values));
    }

    [Test]
    public void Values_are_rounded_and_cut_and_what_is_not_finite_is_black()
    {
        var picture = new Tensor([-1, 0.5f / 255, 1.4f / 255, 2, float.NaN, float.PositiveInfinity], [1, 2, 3]);
        Assert.That(
            PicturePng.Read(PicturePng.Of(picture, false), 1, 2, 3).Values,
            Is.EqualTo(new[] { 0, 0, 1 / 255f, 1, 0, 0 }));
    }

    [Test]
    public void A_picture_of_another_shape_is_refused()
    {
        var png = PicturePng.Of(Tensor.Zeros(3, 4, 4), true);
        Assert.That(() => PicturePng.Read(png, 2, 4, 4), Throws.TypeOf<FormatException>());
        Assert.That(() => PicturePng.Read([1, 2, 3], 3, 4, 4), Throws.TypeOf<FormatException>());
    }
}
