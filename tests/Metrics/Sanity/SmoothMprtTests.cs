using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Sanity;
using VisEval.Metrics.Shared.Copies;
using VisEval.Metrics.Shared.Similarity;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Sanity;

public class SmoothMprtTests
{
    private const int Side = 12;

    [Test]
    public void One_sample_from_the_output_on_is_the_cascade()
    {
        var stages = new[] { SanityMaps.Random(1), SanityMaps.Random(2), SanityMaps.Random(3) };
        FakeMetricContext Context() => SanityMaps.Context(
            stages[0], 2, variant => variant is ModelVariant.Randomized randomized ? stages[randomized.Count] : stages[0]);
        var (smooth, cascade) =
            (new SmoothMprt(1, Order: LayerOrder.TopDown).Evaluate(Context()), new CascadingRandomization().Evaluate(Context()));
        Assert.That(smooth.Scores, Is.EqualTo(cascade.Scores));
        Assert.That(smooth.Curves.Select(c => c.Y), Is.EqualTo(cascade.Curves.Select(c => c.Y)));
    }

    [Test]
    public void The_mean_takes_the_noise_of_single_explanations_away()
    {
        // The explanation is the image: signal and noise; on the randomized model it is the signal turned over. One noisy image hides it.
        var image = Images(1);
        var metric = new SmoothMprt(200, 0.5);
        var result = metric.Evaluate(Context(image, (x, variant) => variant is ModelVariant.Randomized ? x.Select(v => -v) : x));
        Assert.That(result.Scores[0].Value, Is.EqualTo(-1).Within(1e-12), "the noise is the same on both models");
        Assert.That(result.Scores[1].Value, Is.EqualTo(1).Within(1e-12));
    }

    [Test]
    public void Noise_is_normal_with_a_share_of_the_range_as_deviation_the_last_image_is_clean_and_chunks_hold_64()
    {
        var image = Images(1);
        var seen = new List<float[]>();
        new SmoothMprt(100, 0.2, Stages: 1).Evaluate(Context(image, (x, variant) =>
        {
            if (variant == ModelVariant.Trained)
                seen.Add([.. x]);
            return x;
        }));
        Assert.That(seen, Has.Count.EqualTo(100));
        Assert.That(seen[^1], Is.EqualTo(image.Values));
        var noise = seen.Take(99).SelectMany(s => s.Zip(image.Values, (a, b) => (double)a - b)).ToList();
        var deviation = 0.2 * (image.Values.Max() - image.Values.Min());
        Assert.That(noise.Average(), Is.Zero.Within(4 * deviation / Math.Sqrt(noise.Count)));
        Assert.That(Math.Sqrt(noise.Average(v => v * v)), Is.EqualTo(deviation).Within(0.02 * deviation));
        Assert.That(seen[0], Is.Not.EqualTo(seen[64]), "another chunk, other noise");
    }

    [Test]
    public void Layers_are_re_drawn_from_the_image_on_and_each_copy_is_asked_once_for_all_metrics()
    {
        var asked = new List<ModelVariant>();
        var context = Context(Images(1), (x, variant) =>
        {
            asked.Add(variant);
            return x;
        });
        new SmoothMprt(2).Evaluate(context);
        new SmoothMprt(2, Values: ComparedValues.Map).Evaluate(context);
        Assert.That(asked.Distinct(), Is.EqualTo(new ModelVariant[]
        {
            ModelVariant.Trained, new ModelVariant.Randomized(2, 1), new ModelVariant.Randomized(1, 2), new ModelVariant.Randomized(0, 3),
        }));
        Assert.That(asked, Has.Count.EqualTo(2 * 4));
    }

    [Test]
    public void The_mean_is_that_of_the_values_written_out()
    {
        var image = Images(1);
        var mean = new double[image.Length];
        var context = Context(image, (x, _) =>
        {
            var squares = x.Select(v => v * v).ToArray();
            for (var i = 0; i < mean.Length; i++)
                mean[i] += squares[i] / 7.0;
            return squares;
        });
        var smoothed = SmoothedExplanation.Of(context, 7, 0.3, ModelVariant.Trained);
        Assert.That(smoothed.Values.Values, Is.EqualTo(mean.Select(v => (float)v)).AsCollection.Within(1e-6));
        Assert.That(smoothed.Values.Shape.ToArray(), Is.EqualTo(new[] { 1, Side, Side }));
    }

    [Test]
    public void What_says_nothing_has_a_state()
    {
        IEnumerable<string> States(Func<ModelVariant, float> value, int layers = 3) => new SmoothMprt(2)
            .Evaluate(Context(
                Images(1),
                (x, variant) => float.IsFinite(value(variant)) && value(variant) != 0 ? x : x.Select(_ => value(variant)),
                layers))
            .Scores.Take(2).Select(s => s.State.Text);
        Assert.That(States(_ => 0), Is.All.EqualTo("degenerate:constant"));
        Assert.That(States(_ => float.NaN), Is.All.EqualTo("degenerate:not-finite"));
        Assert.That(States(variant => variant == ModelVariant.Trained ? 1 : 0), Is.All.EqualTo("degenerate:constant-when-randomized"));
        Assert.That(
            States(variant => variant == ModelVariant.Trained ? 1 : float.NaN), Is.All.EqualTo("degenerate:not-finite-when-randomized"));
        Assert.That(States(_ => 1, layers: 0), Is.All.EqualTo("undefined:no-weight-layers"));
    }

    private static Tensor Images(long seed)
    {
        var random = Seed.Of(seed).Random();
        return new Tensor([.. Enumerable.Range(0, Side * Side).Select(_ => (float)random.NextGaussian())], 1, 1, Side, Side);
    }

    private static FakeMetricContext Context(Tensor image, Func<float[], ModelVariant, IEnumerable<float>> explain, int layers = 3)
    {
        Attribution Of(Tensor x, ModelVariant variant) => new(new Tensor([.. explain(x.Values, variant)], 1, Side, Side));
        var own = new Attribution(new Tensor(image.Values, 1, Side, Side));
        return new FakeMetricContext(own, own.ToMap(Side, Side))
        {
            Image = image,
            WeightLayerCount = layers,
            Answer = (x, _, variant) => Of(x, variant),
        };
    }
}
