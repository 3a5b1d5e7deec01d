using VisEval.Harness.Configuration;
using VisEval.Harness.Configuration.Explaining;
using VisEval.Harness.Datasets;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Loading;
using VisEval.Tests.Harness.Datasets;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Configuration;

/// <summary>A picture is normalized once: by the network, where it does so itself.</summary>
public sealed class InputFitTests
{
    private static readonly Preprocessing ImageNet = new("RGB", 1 / 255.0, [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]);

    // The red top left of the picture speaks for class 0 by 36.1 %.
    [TestCase("uint8_nhwc.onnx")]
    [TestCase("float255_nhwc_resize.onnx")]
    public void A_picture_is_given_as_it_is_to_a_network_that_normalizes_it(string network)
    {
        var opened = ModelFile.Open(CaseFolder.PathOf(network), new EngineOptions());
        using var model = (IDisposable)opened.Model;
        var said = new List<string>();
        var preprocessing = PictureInput.For(null, opened, said.Add);
        Assert.That((preprocessing.Normalized(0, 0), preprocessing.Normalized(255, 2)), Is.EqualTo((0f, 255f)));
        Assert.That(said.Single(), Does.Contain("RGB, 0…255").And.Not.Contain("ImageNet"));
        var image = ImageLoader.Load(CaseFolder.PathOf("red_tl.png"), preprocessing, opened.Model.Input);
        var scores = opened.Model.Predict(image.Input);
        Assert.That(scores.Top1(0), Is.Zero);
        Assert.That(scores.Probabilities.Values[0], Is.EqualTo(0.361).Within(5e-4));
    }

    [Test]
    public void A_stated_preprocessing_that_normalizes_a_second_time_is_warned_of()
    {
        var opened = ModelFile.Open(CaseFolder.PathOf("uint8_nhwc.onnx"), new EngineOptions());
        using var model = (IDisposable)opened.Model;
        var network = opened.Model.Network;
        Assert.That(InputFit.SecondNormalization(network, ImageNet), Does.StartWith("WARNING").And.Contain("twice").And.Contain("0…255"));
        Assert.That(InputFit.SecondNormalization(network, new Preprocessing("RGB", 1, [0, 0, 0], [1, 1, 1])), Is.Null);
        Assert.That(InputFit.SecondNormalization(network, null), Is.Null);
        Assert.That(InputFit.Warnings(network, ImageNet), Has.Some.StartsWith("WARNING"));
        Assert.That(InputFit.Own(network, ImageNet), Has.Property("Scale").EqualTo(1).And.Property("Channels").EqualTo("RGB"));
    }

    [TestCase(new[] { 103.939, 116.779, 123.68 }, 255, "BGR")]
    [TestCase(new[] { 123.675, 116.28, 103.53 }, 255, "RGB")]
    [TestCase(new[] { 0.406, 0.456, 0.485 }, 1, "BGR")]
    [TestCase(new[] { 0.4465, 0.4822, 0.4914 }, 1, "BGR")]
    [TestCase(new[] { 0.5, 0.5, 0.5 }, 1, null)]
    [TestCase(new[] { 0.3, 0.4, 0.5 }, 1, null)]
    public void The_order_of_known_means_shows_the_order_of_colours(double[] means, double white, string? order)
    {
        var own = new OwnNormalization("n", new PixelRange(0, white), means, [1, 1, 1]);
        Assert.That(ColourOrder.Of(own), Is.EqualTo(order));
    }

    [Test]
    public void What_a_dataset_states_is_replaced_and_what_the_model_states_is_kept()
    {
        using var folder = new TemporaryFolder();
        var dataset = DatasetReader.Read(new TestDataset(folder).ManifestPath);
        var opened = ModelFile.Open(CaseFolder.PathOf("uint8_nhwc.onnx"), new EngineOptions());
        using var model = (IDisposable)opened.Model;
        var found = ModelFit.PreprocessingOf(opened, dataset);
        Assert.That((found.Normalized(0, 1), found.Normalized(255, 1)), Is.EqualTo((0f, 255f)));
        var stated = opened with { Description = new ModelDescription(Preprocessing: ImageNet) };
        Assert.That(ModelFit.PreprocessingOf(stated, dataset), Is.SameAs(ImageNet));
    }

    [Test]
    public void A_network_that_normalizes_nothing_is_given_what_is_usual()
    {
        var opened = ModelFile.Open(CaseFolder.PathOf("vit_distilled.onnx"), new EngineOptions());
        using var model = (IDisposable)opened.Model;
        Assert.That(InputFit.Own(opened.Model.Network, ImageNet), Is.Null);
        Assert.That(InputFit.Warnings(opened.Model.Network, ImageNet), Is.Empty);
        var said = new List<string>();
        Assert.That(PictureInput.For(null, opened, said.Add).Mean, Is.EqualTo(ImageNet.Mean));
        Assert.That(said.Single(), Does.Contain("ImageNet"));
    }
}
