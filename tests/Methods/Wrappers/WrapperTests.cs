using VisEval.Core;
using VisEval.Methods;
using VisEval.Methods.Backpropagation;
using VisEval.Methods.Controls;
using VisEval.Methods.Perturbation;
using VisEval.Methods.Wrappers;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Wrappers;

public sealed class WrapperTests
{
    private static readonly ImageSize Size = new(2, 8, 6);
    private static readonly ConvolutionalModel Model = ConvolutionalModel.Random(Size, 3, 4);
    private static readonly ImageBatch Batch = Images.Random(Size, 2, 9);
    private static readonly Catalogue<IAttributionMethod> Methods = new(typeof(IAttributionMethod).Assembly);

    [Test]
    public void Smoothing_without_noise_changes_nothing() => Assert.That(
        new Smooth(new InputXGradient(), 5, 0).Explain(Model, Batch, [0, 1])[1].Values.Values,
        Is.EqualTo(new InputXGradient().Explain(Model, Batch, [0, 1])[1].Values.Values).Within(1e-6f));

    [Test]
    public void Smoothing_is_the_mean_over_the_noisy_copies()
    {
        var subject = Batch.Single(0);
        var actual = new Smooth(new Gradient(), 3, 0.2).Explain(Model, subject, [2])[0];
        var image = subject.Values.Values;
        var sigma = 0.2 * ((double)image.Max() - image.Min());
        var expected = new double[image.Length];
        for (var s = 0; s < 3; s++)
        {
            var random = subject.Seeds[0].For("noise").For(s).Random();
            float[] copy = [.. image.Select(v => (float)(v + sigma * random.NextGaussian()))];
            var gradient = new Gradient().Explain(Model, Images.Of(Size, copy), [2])[0].Values.Values;
            for (var i = 0; i < expected.Length; i++)
                expected[i] += gradient[i] / 3.0;
        }
        Assert.That(actual.Values.Values, Is.EqualTo(expected).Within(1e-6));
        Assert.That(actual.Reduction, Is.EqualTo(ChannelReduction.MaxAbsolute));
    }

    [Test]
    public void Every_copy_draws_by_itself()
    {
        // The mean of 200 uniform numbers has a deviation of 0.02; of one number drawn 200 times it would have 0.29.
        var map = new Smooth(new RandomControl(), 200, 0).Explain(Model, Batch.Single(0), [0])[0].Values.Values;
        Assert.That(map, Is.All.InRange(0.4f, 0.6f));
    }

    [Test]
    public void One_view_is_the_method_itself() => Assert.That(
        new Augment(new InputXGradient(), Mirror: false, Factors: "1").Explain(Model, Batch, [0, 1])[1].Values.Values,
        Is.EqualTo(new InputXGradient().Explain(Model, Batch, [0, 1])[1].Values.Values).Within(1e-6f));

    [Test]
    public void A_mirrored_view_is_explained_and_turned_back()
    {
        var image = Batch.Single(0);
        var mirrored = Mirror(image.Values.Values);
        var (plain, other) = (Explain(image.Values.Values), Mirror(Explain(mirrored)));
        var actual = new Augment(new InputXGradient(), Factors: "1").Explain(Model, image, [0])[0].Values.Values;
        Assert.That(actual, Is.EqualTo(plain.Zip(other, (a, b) => (a + b) / 2)).Within(1e-6f));

        float[] Explain(float[] values) => new InputXGradient().Explain(Model, Images.Of(Size, values), [0])[0].Values.Values;
    }

    [Test]
    public void The_views_are_those_of_the_library_and_rescaled_maps_their_mean()
    {
        // Mirrored or not, times 0.9, 1 and 1.1; of every map minus its smallest over its range, turned back, the mean.
        var image = Batch.Single(0);
        var (mean, rescaled) = (new double[48], new double[48]);
        foreach (var mirrored in new[] { false, true })
            foreach (var factor in new[] { 0.9f, 1, 1.1f })
            {
                float[] view = [.. (mirrored ? Mirror(image.Values.Values) : image.Values.Values).Select(v => v * factor)];
                var map = new InputXGradient().Explain(Model, Images.Of(Size, view), [0])[0].ToMap(8, 6).Values;
                var back = mirrored ? Mirror(map) : map;
                for (var i = 0; i < 48; i++)
                {
                    mean[i] += back[i] / 6.0;
                    rescaled[i] += (back[i] - (double)map.Min()) / ((double)map.Max() - map.Min() + 1e-7) / 6;
                }
            }
        float[] Actual(string unit) => Methods.Create(unit).Value.Explain(Model, image, [0])[0].ToMap(8, 6).Values;
        Assert.That(Actual("augment:input-x-gradient"), Is.EqualTo(mean).Within(1e-6));
        Assert.That(Actual("augment@pytorch-grad-cam:input-x-gradient"), Is.EqualTo(rescaled).Within(1e-6));
    }

    [TestCase("augment:expected-gradients:samples=6")]
    [TestCase("smooth:samples=2:expected-gradients:samples=6")]
    [TestCase("smooth:samples=2:integrated-gradients:baseline=black")]
    public void A_wrapped_method_knows_what_surrounds_the_image(string unit)
    {
        var method = Methods.Create(unit).Value;
        float[] Explain(Surroundings surroundings) =>
            method.Explain(Model, Batch.Single(0) with { Surroundings = [surroundings] }, [0])[0].Values.Values;
        var colours = Images.Colours(2);
        var first = Explain(colours with { References = Images.Random(Size, 3, seed: 4).Values });
        var second = Explain(new Surroundings
        {
            Black = colours.White,
            White = colours.Black,
            References = Images.Random(Size, 3, seed: 5).Values,
        });
        Assert.That(second, Is.Not.EqualTo(first));
    }

    [TestCase(0.8)]
    [TestCase(1.25)]
    public void A_scaled_view_of_a_slope_turned_back_is_the_slope(double scale)
    {
        // A plane a + b·y + c·x is resampled exactly, away from what lies outside.
        var size = new ImageSize(1, 21, 31);
        float[] plane = [.. Enumerable.Range(0, size.Pixels).Select(i => 1 + 0.5f * (i / 31) - 0.25f * (i % 31))];
        var (view, sum, count) = (new float[plane.Length], new double[plane.Length], new int[plane.Length]);
        new View(scale, Mirrored: true).Show(plane, 21, 31, view);
        new View(scale, Mirrored: true).AddBack(view, 21, 31, sum, count);
        for (var y = 4; y < 17; y++)
            for (var x = 5; x < 26; x++)
                Assert.That(sum[y * 31 + x] / count[y * 31 + x], Is.EqualTo(plane[y * 31 + x]).Within(1e-4), $"{y}, {x}");
        Assert.That(count.Min(), scale > 1 ? Is.Zero : Is.EqualTo(1), "an enlarged view does not show the border");
    }

    [Test]
    public void A_layer_map_is_averaged_at_the_size_of_the_input()
    {
        var map = Methods.Create("augment:grad-cam").Value.Explain(Model, Batch, [0, 1])[0].Values;
        Assert.That(map.Shape.ToArray(), Is.EqualTo(new[] { 8, 6 }));
    }

    [TestCase("smooth:gradient", "smooth:gradient")]
    [TestCase("smooth:samples=16:gradient", "smooth:gradient")]
    [TestCase("smooth:samples=4,noise=0.1:occlusion:window=4,stride=2", "smooth:samples=4,noise=0.1:occlusion:window=4,stride=2")]
    [TestCase("augment:smooth:samples=2:grad-cam:layer=a:0", "augment:smooth:samples=2:grad-cam:layer=a:0")]
    public void A_wrapper_is_written_before_the_method_it_goes_round(string text, string key) =>
        Assert.That(Methods.Create(text).Key, Is.EqualTo(key));

    [Test]
    public void Wrappers_take_options_and_units_apart() => Assert.That(
        Methods.Create("smooth:samples=4:augment:mirror=false:occlusion:window=4,stride=2").Value,
        Is.EqualTo(new Smooth(new Augment(new Occlusion(4, 2), false), 4)));

    [TestCase("smooth", "write smooth:NAME")]
    [TestCase("smooth:samples=4", "write smooth:NAME")]
    [TestCase("smooth:gradcam", "Did you mean")]
    [TestCase("smooth:samples=0:gradient", "from 1 to")]
    [TestCase("augment:scales=3:gradient", "from 0.5 to 2")]
    [TestCase("augment:scales=1.5:gradient", "at most 1")]
    [TestCase("augment:factors=0:gradient", "from 0.1 to 10")]
    [TestCase("augment:factors=1+x:gradient", "'x' is not allowed")]
    public void A_wrapper_that_is_wrong_is_refused_with_what_is_allowed(string text, string why) =>
        Assert.That(() => Methods.Create(text), Throws.TypeOf<InputException>().With.Message.Contains(why));

    private static float[] Mirror(float[] values) => [.. Enumerable.Range(0, values.Length).Select(i => values[i / 6 * 6 + 5 - i % 6])];
}
