using VisEval.Core;
using VisEval.Methods.Perturbation;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Layers;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Loading;
using VisEval.Onnx.Models;
using VisEval.Tests.Onnx;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Perturbation;

public sealed class InformationBottleneckTests
{
    private static readonly ImageSize Size = new(3, 4, 5);
    private static readonly SpatialLayer Layer = new("r", PlaceLayout.Of([3, 4, 5], Size)!);

    [Test]
    public void The_derivative_of_the_objective_agrees_with_differences()
    {
        var (values, alpha, objective) = Setup(0);
        var gradient = new float[60];
        objective.Gradient(alpha, gradient);
        double Value(float[] a) => objective.GradientOfDrawn(a, new float[60]);
        for (var i = 0; i < 60; i++)
        {
            var (up, down) = ((float[])alpha.Clone(), (float[])alpha.Clone());
            (up[i], down[i]) = (up[i] + 0.02f, down[i] - 0.02f);
            Assert.That(gradient[i], Is.EqualTo((Value(up) - Value(down)) / (up[i] - (double)down[i])).Within(1e-3), $"value {i}");
        }
        Assert.That(gradient, Has.Some.GreaterThan(0.01f).Or.Some.LessThan(-0.01f));
        Assert.That(values, Has.Length.EqualTo(60));
    }

    [Test]
    public void The_map_is_the_information_in_bits()
    {
        var (_, alpha, objective) = Setup(0);
        double[] share = [.. alpha.Select(a => 1 / (1 + Math.Exp(a)))];
        var hidden = GaussianBlur.Apply([.. share.Select(s => (float)s)], Size, 1);
        var bits = objective.Bits(alpha);
        for (var place = 0; place < 20; place++)
        {
            var expected = 0.0;
            for (var k = 0; k < 3; k++)
            {
                var (h, x) = ((double)hidden[k * 20 + place], (double)objective.Features[k * 20 + place]);
                var (mean, variance) = ((1 - h) * x, h * h);
                expected += -0.5 * (1 + Math.Log(variance) - mean * mean - variance) / Math.Log(2);
            }
            Assert.That(bits[place], Is.EqualTo(expected).Within(1e-3));
        }
    }

    [Test]
    public void Features_are_those_of_a_channel_less_its_mean_over_its_deviation()
    {
        var (values, _, objective) = Setup(0);
        for (var k = 0; k < 3; k++)
        {
            var channel = values[(k * 20)..(k * 20 + 20)];
            double mean = channel.Average();
            var deviation = Math.Sqrt(channel.Average(v => (v - mean) * (v - mean)));
            Assert.That(objective.Features[(k * 20)..(k * 20 + 20)], Is.EqualTo(channel.Select(v => (v - mean) / deviation)).Within(1e-5));
        }
    }

    [Test]
    public void A_channel_that_is_the_same_everywhere_stays_and_counts_nothing()
    {
        var (values, alpha, objective) = Setup(constant: 1);
        var model = FormulaModel.Linear(Size, new double[60]);
        var watched = new BottleneckObjective(model, State(values), 10, 2, FeatureMoments.OfPlaces(State(values)));
        var gradient = new float[60];
        watched.Gradient(alpha, gradient);
        Assert.That(model.Seen, Has.Count.EqualTo(2));
        foreach (var seen in model.Seen)
            Assert.That(seen[20..40], Has.All.EqualTo(1.5f));
        Assert.That(gradient[20..40], Has.All.Zero);
        Assert.That(model.Seen[0], Is.Not.EqualTo(model.Seen[1]), "each draw has its own noise");

        var without = alpha.Select((a, i) => i / 20 == 1 ? -a : a).ToArray();
        Assert.That(objective.Bits(without), Is.EqualTo(objective.Bits(alpha)).Within(1e-5f));
    }

    [Test]
    public void Information_that_costs_much_is_given_up_and_information_that_costs_nothing_stays()
    {
        using var file = new TemporaryModel(SmallNetworks.Convolutional());
        using var model = OnnxModel.Open(file.Path);
        var batch = Images.Random(model.Input, 2, seed: 11);
        var bits = new InformationBottleneck(Beta: 1e5, Steps: 60, Samples: 4, Layer: "conv1.out").Explain(model, batch, [1, 2]);
        var free = new InformationBottleneck(Beta: 1e-6, Steps: 60, Samples: 4, Layer: "conv1.out").Explain(model, batch, [1, 2]);
        for (var i = 0; i < 2; i++)
        {
            Assert.That(bits[i].Values.Shape.ToArray(), Is.EqualTo(new[] { 8, 8 }));
            Assert.That(bits[i].Values.Values, Has.All.InRange(0, 0.05f));
            Assert.That(free[i].Values.Values.Average(), Is.GreaterThan(5));
        }
    }

    [Test]
    public void What_the_class_needs_keeps_more_information_than_the_rest()
    {
        var (values, _, _) = Setup(0);
        var weights = new double[60];
        (weights[7], weights[27]) =
            (8 * Math.Sign(values[7] - values[..20].Average()), 8 * Math.Sign(values[27] - values[20..40].Average()));
        var bias = -values.Zip(weights, (v, w) => v * w).Sum() / 2;
        var objective = new BottleneckObjective(
            FormulaModel.Linear(Size, weights, bias), State(values), 10, 10, FeatureMoments.OfPlaces(State(values)));
        var (alpha, gradient) = (Enumerable.Repeat(5f, 60).ToArray(), new float[60]);
        var adam = new VisEval.Methods.Shared.Optimization.Adam(60, 1);
        for (var t = 0; t < 10; t++)
        {
            objective.Gradient(alpha, gradient);
            adam.Step(alpha, gradient);
        }
        var bits = objective.Bits(alpha);
        Assert.That(Array.IndexOf(bits, bits.Max()), Is.EqualTo(7));
    }

    [TestCase(1)]
    [TestCase(3)]
    public void Over_equal_references_there_is_no_deviation(int count)
    {
        using var file = new TemporaryModel(SmallNetworks.Convolutional());
        using var model = OnnxModel.Open(file.Path);
        var one = Images.Random(model.Input, 1, seed: 21).Values;
        var references = new Tensor([.. Enumerable.Repeat(one.Values, count).SelectMany(v => v)], count, 3, 8, 8);
        var batch = Images.Random(model.Input, 1, seed: 11) with { Surroundings = [Surroundings.Unknown with { References = references }] };
        Assert.That(
            () => new InformationBottleneck().Explain(model, batch, [1]),
            Throws.TypeOf<NotApplicableException>().With.Message.Contains("two different reference images")
                .And.Property(nameof(NotApplicableException.Why)).EqualTo("references-are-equal"));
    }

    [Test]
    public void A_network_without_a_middle_has_a_state()
    {
        // The image passes round every layer with places.
        using var file = new TemporaryModel(Bypassed());
        using var model = OnnxModel.Open(file.Path);
        Assert.That(
            () => new InformationBottleneck().Explain(model, Images.Random(model.Input, 1, seed: 11), [1]),
            Throws.TypeOf<NotApplicableException>().With.Property(nameof(NotApplicableException.Why)).EqualTo("no-layer"));
    }

    [Test]
    public void Moments_over_images_are_of_every_value_with_one_degree_of_freedom_less()
    {
        using var file = new TemporaryModel(SmallNetworks.Convolutional());
        using var model = OnnxModel.Open(file.Path);
        var images = Images.Random(model.Input, 5, seed: 21).Values;
        var layer = SpatialLayer.Of(model, "middle");
        var moments = FeatureMoments.OfImages(model, layer, images);
        var values = model.Activations(images, [layer.Name])[0];
        var constant = 0;
        for (var i = 0; i < moments.Means.Length; i++)
        {
            double[] seen = [.. Enumerable.Range(0, 5).Select(n => (double)values.Item(n)[i])];
            var mean = seen.Average();
            Assert.That(moments.Means[i], Is.EqualTo(mean).Within(1e-6));
            var deviation = Math.Sqrt(seen.Sum(v => (v - mean) * (v - mean)) / 4);
            var isActive = seen.Any(v => v != 0);
            Assert.That(moments.Deviations[i], Is.EqualTo(isActive ? Math.Max(0.01, deviation) : 0).Within(1e-6));
            constant += isActive ? 0 : 1;
        }
        Assert.That(constant, Is.LessThan(moments.Means.Length / 2));
    }

    [Test]
    public void A_value_that_is_0_in_all_reference_images_is_0_and_counts_nothing()
    {
        var values = Images.Random(Size, 1, seed: 12).Values.Values;
        var (means, deviations) = (Enumerable.Repeat(0.5, 60).ToArray(), Enumerable.Repeat(2.0, 60).ToArray());
        (means[33], deviations[33]) = (0, 0);
        var model = FormulaModel.Linear(Size, new double[60]);
        var objective = new BottleneckObjective(model, State(values), 10, 2, new FeatureMoments(means, deviations));
        var (alpha, gradient) = (new float[60], new float[60]);
        objective.Gradient(alpha, gradient);
        Assert.That(model.Seen.Select(seen => seen[33]), Has.All.Zero);
        Assert.That(objective.Features[33], Is.Zero);
        Assert.That(objective.Features[32], Is.EqualTo((values[32] - 0.5) / 2).Within(1e-6));
    }

    private static (float[] Values, float[] Alpha, BottleneckObjective Objective) Setup(int constant)
    {
        var values = Images.Random(Size, 1, seed: 12).Values.Values;
        if (constant > 0)
            values.AsSpan(constant * 20, 20).Fill(1.5f);
        double[] weights = [.. Images.Random(Size, 1, seed: 13).Values.Values.Select(v => 0.5 * v)];
        var random = Seed.Of(14).Random();
        float[] alpha = [.. Enumerable.Range(0, 60).Select(_ => (float)random.NextDouble(-2, 3))];
        return (values, alpha, new BottleneckObjective(
            FormulaModel.Linear(Size, weights), State(values), 10, 3, FeatureMoments.OfPlaces(State(values))));
    }

    private static LayerState State(float[] values) => new(new Subject(0, values, Size, 0, Seed.Of(15)), Layer, values);

    private static Graph Bypassed()
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, null, 3, 8, 8);
        Value Sums(Value v, string name, int channels) =>
            v.Map("Flatten").MatMul(SmallNetworks.Weights(b, name, name.Length, channels * 64, 4));
        return b.Build([(Sums(x.Map("Relu"), "w", 3) + Sums(x.Map("Abs"), "ww", 3)).Name]);
    }
}
