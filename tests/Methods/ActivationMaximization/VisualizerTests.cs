using VisEval.Core;
using VisEval.Methods;
using VisEval.Methods.ActivationMaximization;
using VisEval.Methods.ActivationMaximization.Objectives;
using VisEval.Methods.ActivationMaximization.Transformations;
using VisEval.Methods.Shared.Layers;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Models;
using VisEval.Tests.Onnx;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.ActivationMaximization;

/// <summary>Visualizers where the answer is known.</summary>
public sealed class VisualizerTests
{
    private static readonly ImageSize Size = new(3, 5, 6);
    private static readonly LinearModel Linear = LinearModel.Random(Size, 4, 3);

    // Mean 0.5 of what the network sees as 0.
    private static readonly PictureSpace Space = new([-0.5f, -0.5f, -0.5f], [0.5f, 0.5f, 0.5f], [0, 1, 2], true);

    [Test]
    public void On_a_linear_network_the_class_model_is_w_over_2_lambda()
    {
        const double lambda = 20;
        var made = new ClassModel(Steps: 300, Rate: 0.1, Lambda: lambda).Synthesize(Of(NetworkUnit.OfClass(2))).Single();
        var expected = Linear.Weights[2].Select(w => (float)(0.5 + w / (2 * lambda))).ToArray();
        Assert.That(made.Picture.Values, Is.EqualTo(expected).Within(1e-5));
        Assert.That(made.Activation, Is.EqualTo(Linear.Bias[2] + Linear.Weights[2].Sum(w => w * w / (2 * lambda))).Within(1e-4));
        Assert.That((made.Cost.Forwards, made.Cost.Backwards), Is.EqualTo((301, 300)));
    }

    [Test]
    public void Without_lambda_the_class_model_of_a_linear_network_has_the_contrast_asked_for()
    {
        var made = new ClassModel(Steps: 300, Rate: 0.1, Contrast: 0.05).Synthesize(Of(NetworkUnit.OfClass(1))).Single();
        Assert.That(Math.Sqrt(made.Picture.Values.Average(p => Math.Pow(p - 0.5, 2))), Is.EqualTo(0.05).Within(1e-5));
    }

    [Test]
    public void On_a_linear_network_the_maximum_on_a_ball_is_w_over_its_length()
    {
        var erhan = Visualizer("activation-maximization@erhan:length=0.1,start=0.02,rate=0.5,steps=200");
        var made = erhan.Synthesize(Of(NetworkUnit.OfClass(0))).Single();
        var w = Linear.Weights[0];
        var length = Math.Sqrt(w.Sum(v => (double)v * v));
        var radius = 0.1 * Math.Sqrt(Size.Length);
        Assert.That(
            made.Picture.Values.Select(p => p - 0.5), Is.EqualTo(w.Select(v => radius * v / length)).Within(2e-3));
    }

    [Test]
    public void The_inversion_of_an_invertible_linear_layer_returns_the_picture()
    {
        var subject = new Tensor(Adjoint.Draw(Size.Length, 6, 0.1, 0.9), 3, 5, 6);
        var task = Of(new NetworkUnit("layer", "layer", null)) with { Subject = subject };
        var made = new Inversion(Steps: 2000, Rate: 0.4, Tv: 0, AlphaWeight: 0).Synthesize(task).Single();
        Assert.That(made.Picture.Values, Is.EqualTo(subject.Values).Within(1e-4));
        Assert.That(made.RelativeError, Is.LessThan(1e-3));
        Assert.That(made.Course[^1].Value, Is.LessThan(1e-6));
    }

    [Test]
    public void An_inversion_that_diverges_says_so()
    {
        var subject = new Tensor(Adjoint.Draw(Size.Length, 6, 0.1, 0.9), 3, 5, 6);
        var task = Of(new NetworkUnit("layer", "layer", null)) with { Subject = subject };
        var made = new Inversion(Steps: 400, Rate: 1e6, Tv: 0, AlphaWeight: 0).Synthesize(task).Single();
        Assert.That(made.Remark, Does.Contain("diverges; take a smaller rate than 1000000."));
        Assert.That(made.Picture.Values, Has.All.InRange(0, 1));
    }

    [Test]
    public void The_error_of_a_picture_against_itself_is_0_and_its_derivative_is_a_difference()
    {
        var target = new Tensor(Adjoint.Draw(Size.Length, 6), 1, 3, 5, 6);
        var distance = new LayerDistance(Linear, "layer", target);
        Assert.That(distance.RelativeError(target), Is.Zero);
        var at = Adjoint.Draw(Size.Length, 7);
        Adjoint.Differentiates(
            at, 1, x => [(float)distance.Evaluate(new Tensor(x, 1, 3, 5, 6), [AffineView.Identity]).Values[0]],
            (x, g) => [.. distance.Evaluate(new Tensor(x, 1, 3, 5, 6), [AffineView.Identity]).Gradient.Values.Select(d => g[0] * d)]);
    }

    [TestCase(0)]
    [TestCase(2)]
    public void The_likeness_has_its_derivative(double power)
    {
        var likeness = new Likeness(Linear, Space, "layer", Tensor.Zeros(3, 5, 6), power);
        var target = Adjoint.Draw(Size.Length, 8);
        float[] at = [.. target.Zip(Adjoint.Draw(Size.Length, 9), (t, n) => t + 0.5f * n)];
        Adjoint.Differentiates(
            at, 1, a => [(float)Likeness.Value(a, target, power)],
            (a, g) => [.. likeness.Derivative(new Tensor(a, 1, 90), new Tensor(target, 1, 90)).Values.Select(d => g[0] * d)]);
    }

    [Test]
    public void Diversity_is_B_minus_1_for_equal_pictures_0_for_disjoint_channels_and_has_its_derivative()
    {
        using var file = new TemporaryModel(SmallNetworks.Convolutional());
        using var model = OnnxModel.Open(file.Path, new EngineOptions(1));
        var layer = SpatialLayer.Of(model, "features");
        var term = new DiversityTerm(model, layer, 1);
        var one = new Tensor(Adjoint.Draw(6 * 4, 3), 6, 2, 2);
        Assert.That(term.Value(Tensor.Stack([one, one, one])), Is.EqualTo(2).Within(1e-6));
        var disjoint = Tensor.Zeros(2, 6, 2, 2);
        Adjoint.Draw(8, 4).CopyTo(disjoint.Item(0));
        Adjoint.Draw(8, 5).CopyTo(disjoint.Item(1)[8..]);
        Assert.That(term.Value(disjoint), Is.Zero.Within(1e-9));
        Adjoint.Differentiates(
            Adjoint.Draw(3 * 24, 6), 1, a => [(float)term.Value(new Tensor(a, 3, 6, 2, 2))],
            (a, g) => [.. term.Derivative(new Tensor(a, 3, 6, 2, 2)).Values.Select(d => g[0] * d)]);
    }

    [Test]
    public void The_dream_of_a_linear_layer_goes_along_its_own_picture()
    {
        // The layer is the input x itself: the derivative of its mean square is 2x/n.
        var subject = new Tensor(Adjoint.Draw(Size.Length, 6, 0.3, 0.7), 3, 5, 6);
        var task = Of(new NetworkUnit("layer", "layer", null)) with { Subject = subject };
        var made = new DeepDream(Octaves: 1, Steps: 1, Rate: 0.01).Synthesize(task).Single();
        var x = subject.Values.Select(p => p - 0.5).ToArray();
        var mean = x.Average(Math.Abs);
        Assert.That(made.Picture.Values, Is.EqualTo(subject.Values.Zip(x, (p, v) => p + 0.01 * v / mean)).Within(1e-5));
    }

    [Test]
    public void Top_images_are_those_of_the_highest_response_and_their_cost_is_that_of_all()
    {
        var pictures = Enumerable.Range(0, 40).Select(i => new Tensor(Adjoint.Draw(Size.Length, 100 + i, 0, 1), 3, 5, 6)).ToArray();
        var task = Of(NetworkUnit.OfClass(1)) with { Images = new NaturalImages(40, i => pictures[i], i => $"picture {i}") };
        var made = new TopImages(3).Synthesize(task);
        double Score(Tensor p) => Linear.Predict(Space.ToInput(p.Reshape(1, 3, 5, 6))).Logit(0, 1);
        var best = Enumerable.Range(0, 40).OrderByDescending(i => Score(pictures[i])).Take(3).ToList();
        Assert.That(made.Select(m => m.Source), Is.EqualTo(best.Select(i => $"picture {i}")));
        Assert.That(made[0].Picture.Values, Is.EqualTo(pictures[best[0]].Values));
        Assert.That(made.Select(m => m.Cost.Forwards), Is.EqualTo(new[] { 40, 0, 0 }));
        Assert.That(
            new TopImages(1, VisEval.Methods.ActivationMaximization.Evidence.RankEnd.Lowest).Synthesize(task)[0].Source,
            Is.EqualTo($"picture {Enumerable.Range(0, 40).MinBy(i => Score(pictures[i]))}"));
    }

    [Test]
    public void A_maximised_picture_beats_its_start_and_noise()
    {
        using var file = new TemporaryModel(SmallNetworks.Convolutional());
        using var model = OnnxModel.Open(file.Path, new EngineOptions(1));
        var task = new VisualizationTask(
            model, NetworkUnitReader.Read("conv2.out:2", model), PictureSpace.Plain(3), [Seed.Of(1), Seed.Of(2)]);
        var made = Visualizer("activation-maximization:steps=100").Synthesize(task);
        Assert.That(made, Has.Count.EqualTo(2));
        foreach (var one in made)
            Assert.That(one.Activation, Is.GreaterThan(one.Course[0].Value));
        Assert.That(made[0].Picture.Values, Is.Not.EqualTo(made[1].Picture.Values));
    }

    [Test]
    public void Pictures_that_are_to_differ_are_less_alike()
    {
        using var file = new TemporaryModel(SmallNetworks.Convolutional());
        using var model = OnnxModel.Open(file.Path, new EngineOptions(1));
        var task = new VisualizationTask(
            model, NetworkUnitReader.Read("conv2.out:2", model), PictureSpace.Plain(3), [Seed.Of(1), Seed.Of(2)]);
        var term = new DiversityTerm(model, SpatialLayer.Of(model, "conv2.out"), 1);
        double Alike(string options) => term.Value(model.Activations(
            Tensor.Stack([.. Visualizer($"activation-maximization:steps=100,{options}").Synthesize(task).Select(m => m.Picture)]),
            ["conv2.out"])[0]);
        Assert.That(Alike("diversity=5"), Is.LessThan(Alike("diversity=0")));
    }

    private static VisualizationTask Of(NetworkUnit unit) => new(Linear, unit, Space, [Seed.Of(5)]);

    private static IFeatureVisualizer Visualizer(string text) =>
        new Catalogue<IFeatureVisualizer>(typeof(IFeatureVisualizer).Assembly).Create(text).Value;
}
