using VisEval.Core;
using VisEval.Methods;
using VisEval.Methods.ActivationMaximization.Parametrizations;

namespace VisEval.Tests.Methods.ActivationMaximization.Parametrizations;

public sealed class ColourMixTests
{
    [Test]
    public void The_colours_have_the_deviations_and_correlations_of_natural_images()
    {
        // The columns of M̂, from the three unit vectors.
        var columns = Enumerable.Range(0, 3).Select(c =>
        {
            var unit = new float[3];
            unit[c] = 1;
            ColourMix.Mix(unit, 1);
            return Array.ConvertAll(unit, v => v * 0.46194986);
        }).ToArray();
        double Covariance(int a, int b) => columns.Sum(column => column[a] * column[b]);
        double Correlation(int a, int b) => Covariance(a, b) / Math.Sqrt(Covariance(a, a) * Covariance(b, b));
        Assert.Multiple(() =>
        {
            Assert.That(
                Enumerable.Range(0, 3).Select(c => Math.Sqrt(Covariance(c, c))), Is.EqualTo(new[] { 0.276, 0.275, 0.286 }).Within(6e-4));
            Assert.That(
                new[] { Correlation(0, 1), Correlation(0, 2), Correlation(1, 2) }, Is.EqualTo(new[] { 0.914, 0.794, 0.909 }).Within(1e-3));
            Assert.That(columns.Max(column => Math.Sqrt(column.Sum(v => v * v))), Is.EqualTo(0.46195).Within(1e-5));
        });
    }

    [Test]
    public void Mixing_has_its_transpose_and_its_inverse_and_leaves_further_channels()
    {
        float[] Changed(float[] z, Action<float[]> change)
        {
            var copy = (float[])z.Clone();
            change(copy);
            return copy;
        }
        Adjoint.Holds(20, 20, z => Changed(z, c => ColourMix.Mix(c, 5)), g => Changed(g, c => ColourMix.Transpose(c, 5)));
        var z = Adjoint.Draw(20, 4);
        var mixed = Changed(z, c => ColourMix.Mix(c, 5));
        Assert.That(mixed[15..], Is.EqualTo(z[15..]));
        Assert.That(Changed(mixed, c => ColourMix.Unmix(c, 5)), Is.EqualTo(z).Within(1e-5));
    }

    [TestCase(1, false)]
    [TestCase(3, true)]
    [TestCase(4, true)]
    [TestCase(4, false)]
    public void A_picture_map_has_its_derivative_for_any_channels(int channels, bool mixes)
    {
        var size = new ImageSize(channels, 4, 5);
        var map = new PictureMap(new Pixels(size, 1), size, mixes);
        float[] Apply(float[] z)
        {
            var picture = new float[size.Length];
            map.Apply(z, picture);
            return picture;
        }
        Adjoint.Differentiates(map.Start(Seed.Of(2).Random()), size.Length, Apply, (z, g) =>
        {
            var result = new float[size.Length];
            map.Transpose(z, Apply(z), g, result);
            return result;
        });
    }

    [Test]
    public void Input_and_picture_are_each_others_inverse_in_any_order_of_channels()
    {
        var space = new PictureSpace([-2, -1, 0], [3, 1, 255], [2, 1, 0], true);
        var pictures = new Tensor(Adjoint.Draw(2 * 3 * 4, 5, 0, 1), 2, 3, 2, 2);
        var inputs = space.ToInput(pictures);
        // Channel 0 of the input shows blue: −2 + 5·p.
        Assert.That(inputs.Item(0)[0], Is.EqualTo(-2 + 5 * pictures.Item(0)[8]).Within(1e-5));
        Assert.That(space.ToPictures(inputs).Values, Is.EqualTo(pictures.Values).Within(1e-5));
        var black = space.ToInput(Tensor.Zeros(2, 3, 2, 2)).Values;
        Adjoint.Holds(
            24, 24, z => [.. space.ToInput(new Tensor(z, 2, 3, 2, 2)).Values.Zip(black, (a, b) => a - b)],
            g => space.Transpose(new Tensor(g, 2, 3, 2, 2)).Values);
        var opaque = new PictureSpace([0, 1], [1, 1], [0, 1], false);
        Assert.That(opaque.ToPictures(Tensor.Zeros(1, 2, 1, 1)).Values, Is.EqualTo(new[] { 0f, 1 }));
    }
}
