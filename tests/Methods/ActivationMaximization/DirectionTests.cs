using VisEval.Core;
using VisEval.Methods;
using VisEval.Methods.ActivationMaximization;
using VisEval.Methods.ActivationMaximization.Objectives;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Models;
using VisEval.Tests.Onnx;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.ActivationMaximization;

/// <summary>Units that are directions, objectives with a cosine, and units behind ReLUs that are off.</summary>
public sealed class DirectionTests
{
    private static readonly TemporaryModel File = new(SmallNetworks.Convolutional());
    private static readonly OnnxModel Model = OnnxModel.Open(File.Path, new EngineOptions(1));

    private static readonly ImageSize Size = new(3, 5, 6);
    private static readonly LinearModel Linear = LinearModel.Random(Size, 4, 3);

    // Mean 0.5 of what the network sees as 0.
    private static readonly PictureSpace Space = new([-0.5f, -0.5f, -0.5f], [0.5f, 0.5f, 0.5f], [0, 1, 2], true);

    private static Tensor Inputs =>
        new(Adjoint.Draw(2 * Model.Input.Length, 5), 2, Model.Input.Channels, Model.Input.Height, Model.Input.Width);

    [OneTimeTearDown]
    public void Close()
    {
        Model.Dispose();
        File.Dispose();
    }

    [TestCase("conv2.out:4*0.5-1+0*3", "conv2.out:4", "conv2.out:1", "conv2.out:0")]
    [TestCase("conv2.out:4*0.5-1+0*3@1,0", "conv2.out:4@1,0", "conv2.out:1@1,0", "conv2.out:0@1,0")]
    [TestCase("class:2*0.5-1+0*3", "class:2", "class:1", "class:0")]
    [TestCase("scores:2*0.5-1+0*3", "scores:2", "scores:1", "scores:0")]
    public void The_response_and_its_derivative_are_the_weighted_sums(string direction, params string[] parts)
    {
        double[] weights = [0.5, -1, 3];
        var whole = Evaluate(direction);
        var each = parts.Select(Evaluate).ToList();
        Assert.Multiple(() =>
        {
            for (var n = 0; n < 2; n++)
                Assert.That(whole.Values[n], Is.EqualTo(each.Zip(weights, (e, w) => w * e.Values[n]).Sum()).Within(1e-5));
            for (var i = 0; i < whole.Gradient.Length; i++)
                Assert.That(
                    whole.Gradient.Values[i], Is.EqualTo(each.Zip(weights, (e, w) => w * e.Gradient.Values[i]).Sum()).Within(1e-5));
            Assert.That(UnitResponses.Of(Model, Read(direction), Inputs), Is.EqualTo(whole.Values).Within(1e-6));
        });

        (double[] Values, Tensor Gradient) Evaluate(string unit) => new UnitResponse(Model, Read(unit)).Evaluate(Inputs);
    }

    [TestCase("conv2.out:4*0.5-1")]
    [TestCase("conv2.out:3@0,1")]
    [TestCase("class:2-0")]
    [TestCase("scores:1")]
    public void Without_exponent_the_cosine_changes_nothing_and_with_one_values_are_those_of_loops(string text)
    {
        var unit = Read(text);
        var (plain, zero, squared) = (
            new UnitResponse(Model, unit).Evaluate(Inputs), new DirectionResponse(Model, unit, 0).Evaluate(Inputs),
            new DirectionResponse(Model, unit, 2).Evaluate(Inputs));
        Assert.That(zero.Values, Is.EqualTo(plain.Values).Within(1e-5));
        Assert.That(zero.Gradient.Values, Is.EqualTo(plain.Gradient.Values).Within(1e-5));
        var layer = unit.IsClass ? Model.Predict(Inputs).Logits : Model.Activations(Inputs, [unit.Tensor!])[0];
        var channels = unit.Layout?.Channels ?? layer.ItemLength;
        for (var n = 0; n < 2; n++)
        {
            var (sum, count) = (0.0, 0);
            for (var p = 0; p < layer.ItemLength / channels; p++)
            {
                if (unit.Place is { } at && p != at.Y * unit.Layout!.Width + at.X)
                    continue;
                var (dot, length, own) = (0.0, 0.0, 0.0);
                for (var c = 0; c < channels; c++)
                {
                    double value = layer.Item(n)[c * (layer.ItemLength / channels) + p];
                    var weight = unit.Terms.Where(t => t.Channel == c).Sum(t => t.Weight);
                    (dot, length, own) = (dot + value * weight, length + value * value, own + weight * weight);
                }
                sum += dot * Math.Pow(Math.Max(0.1, dot / Math.Sqrt(length * own)), 2);
                count++;
            }
            Assert.That(squared.Values[n], Is.EqualTo(sum / count).Within(1e-5 * (1 + Math.Abs(sum))));
        }
    }

    [TestCase("layer:0*0.5-1", 1)]
    [TestCase("layer:0*0.5-1", 4)]
    [TestCase("layer:2@3,4", 2)]
    [TestCase("flat:7-3", 2)]
    [TestCase("class:2-0", 2)]
    public void The_derivative_is_that_of_differences(string text, double power)
    {
        var response = new DirectionResponse(Linear, NetworkUnitReader.Read(text, Linear), power);
        // A point that lies along the direction well enough for the factor not to be its least value.
        var at = Adjoint.Draw(Size.Length, 11, 0.05, 0.3);
        for (var i = 0; i < at.Length; i++)
            at[i] += i < 30 ? 0.5f : i < 60 ? -0.9f : 0.3f;
        Adjoint.Differentiates(
            at, 1, x => [(float)response.Evaluate(new Tensor(x, 1, 3, 5, 6)).Values[0]],
            (x, g) => [.. response.Evaluate(new Tensor(x, 1, 3, 5, 6)).Gradient.Values.Select(d => g[0] * d)]);
    }

    [Test]
    public void A_cosine_leaves_less_of_other_channels_in_the_picture()
    {
        var unit = NetworkUnitReader.Read("layer:1", Linear);
        Assert.That(Share(2), Is.GreaterThan(Share(0) + 0.05));

        double Share(double cosine)
        {
            var options = FormattableString.Invariant($"steps=60,colours=false,smooth=0,motion=0,start=0.5,cosine={cosine}");
            var made = Visualizer($"activation-maximization:{options}").Synthesize(new(Linear, unit, Space, [Seed.Of(1)])).Single();
            Assert.That((made.Cost.Forwards, made.Cost.Backwards), Is.EqualTo((cosine == 0 ? 61 : 121, 60)));
            var values = Space.ToInput(made.Picture.Reshape(1, 3, 5, 6)).Values;
            return Adjoint.Dot(values[30..60], values[30..60]) / Adjoint.Dot(values, values);
        }
    }

    [Test]
    public void A_whole_layer_has_no_direction() => Assert.That(
        Visualizer("activation-maximization:cosine=1").Objection(Of(Model, Read("conv2.out"))),
        Does.Contain("a channel, a direction or a class"));

    [Test]
    public void A_unit_behind_a_ReLU_that_is_off_is_switched_on()
    {
        using var plain = OnnxModel.Open(
            Path.Combine(Repository.Root, "datasets/scenes/models/plain/model.onnx"), new EngineOptions(1));
        var unit = NetworkUnitReader.Read("Relu_2:5", plain);
        var space = new PictureSpace([-2, -2, -2], [2, 2, 2], [0, 1, 2], true);
        var made = Visualizer("activation-maximization:steps=48").Synthesize(new(plain, unit, space, [Seed.Of(1)])).Single();
        Assert.Multiple(() =>
        {
            Assert.That(made.Course[0].Value, Is.Zero);
            Assert.That(made.Activation, Is.GreaterThan(0));
            Assert.That(made.Remark, Does.Contain("passed the ReLUs that they would switch on"));
            Assert.That((made.Cost.Forwards, made.Cost.Backwards), Is.EqualTo((49, 48)));
        });
    }

    private static VisualizationTask Of(IModel model, NetworkUnit unit) => new(model, unit, PictureSpace.Plain(3), [Seed.Of(1)]);

    private static NetworkUnit Read(string text) => NetworkUnitReader.Read(text, Model);

    private static IFeatureVisualizer Visualizer(string text) =>
        new Catalogue<IFeatureVisualizer>(typeof(IFeatureVisualizer).Assembly).Create(text).Value;
}
