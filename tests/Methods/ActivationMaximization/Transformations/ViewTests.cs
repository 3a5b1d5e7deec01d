using VisEval.Core;
using VisEval.Methods.ActivationMaximization.Transformations;

namespace VisEval.Tests.Methods.ActivationMaximization.Transformations;

public sealed class ViewTests
{
    private const int Height = 9;
    private const int Width = 7;

    [Test]
    public void A_view_has_its_transpose([Values(0, 1, 2, 3, 4)] int draw)
    {
        var random = Seed.Of(draw).Random();
        IPictureView[] views =
        [
            new Jitter(2, 1, 0.2, 20).Draw(random), AffineView.Identity, new AffineView(0, 1, 2, -3),
            Crop.Draw(random, new ImageSize(2, Height, Width), 0.5, 0.1),
        ];
        var nothing = views.Select(v => Show(v, new float[2 * Height * Width])).ToArray();
        for (var i = 0; i < views.Length; i++)
        {
            var view = views[i];
            var offset = nothing[i];
            Adjoint.Holds(
                2 * Height * Width, 2 * Height * Width, z => [.. Show(view, z).Zip(offset, (a, b) => a - b)],
                g =>
                {
                    var result = Adjoint.Draw(g.Length, 9);
                    view.Transpose(g, Height, Width, result);
                    return result;
                }, view.ToString()!);
        }
    }

    [Test]
    public void A_shift_copies_pixels_and_shows_grey_outside()
    {
        var picture = Adjoint.Draw(Height * Width, 3, 0, 1);
        var shown = Show(new AffineView(0, 1, 2, -3), picture);
        for (var y = 0; y < Height; y++)
            for (var x = 0; x < Width; x++)
                Assert.That(
                    shown[y * Width + x],
                    Is.EqualTo(y + 2 < Height && x - 3 >= 0 ? picture[(y + 2) * Width + x - 3] : 0.5f).Within(1e-6));
        Assert.That(Show(AffineView.Identity, picture), Is.EqualTo(picture).Within(1e-6));
    }

    [Test]
    public void A_quarter_turn_turns_and_doubling_enlarges_about_the_centre()
    {
        // 3×3, numbered row by row.
        float[] picture = [0.0f, 0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f, 0.7f, 0.8f];
        var turned = new float[9];
        new AffineView(Math.PI / 2, 1, 0, 0).Show(picture, 3, 3, turned);
        // Counter-clockwise: the right column becomes the top row.
        Assert.That(turned, Is.EqualTo(new[] { 0.2f, 0.5f, 0.8f, 0.1f, 0.4f, 0.7f, 0.0f, 0.3f, 0.6f }).Within(1e-5));
        var doubled = new float[9];
        new AffineView(0, 2, 0, 0).Show(picture, 3, 3, doubled);
        Assert.That(doubled, Is.EqualTo(new[] { 0.2f, 0.25f, 0.3f, 0.35f, 0.4f, 0.45f, 0.5f, 0.55f, 0.6f }).Within(1e-5));
    }

    [TestCase(32, 2, 1, 0.05, 5)]
    [TestCase(64, 4, 2, 0.0667, 6.67)]
    [TestCase(128, 8, 4, 0.1, 10)]
    [TestCase(224, 14, 7, 0.1, 10)]
    public void The_amounts_of_motion_follow_the_side(int side, int shift, int second, double scale, double angle)
    {
        var motion = Jitter.For(new ImageSize(3, side, side + 10), 1);
        Assert.That((motion.Shift, motion.Second), Is.EqualTo((shift, second)));
        Assert.That((motion.Scale, motion.Angle), Is.EqualTo((scale, angle)).Using<(double, double)>(
            (a, b) => Math.Abs(a.Item1 - b.Item1) < 1e-3 && Math.Abs(a.Item2 - b.Item2) < 1e-2));
    }

    private static float[] Show(IPictureView view, float[] picture)
    {
        var shown = new float[picture.Length];
        view.Show(picture, Height, Width, shown);
        return shown;
    }
}
