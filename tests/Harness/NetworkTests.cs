using SkiaSharp;
using VisEval.Core;
using VisEval.Harness;
using VisEval.Harness.Input;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Relevance;
using VisEval.Tests.Testing;
using VisEval.Tests.Cli;

namespace VisEval.Tests.Harness;

/// <summary>What another program does with one network and one picture.</summary>
public sealed class NetworkTests
{
    private static readonly string Model = Path.Combine(Repository.Root, "datasets", "scenes", "models", "residual", "model.onnx");
    private static readonly string File = Path.Combine(Repository.Root, "datasets", "scenes", "images", "one-000.png");
    private Network _network = null!;

    [OneTimeSetUp]
    public void Open() => _network = Network.Open(Model);

    [OneTimeTearDown]
    public void Close() => _network.Dispose();

    [Test]
    public void A_picture_is_the_same_from_a_file_a_stream_bytes_a_bitmap_and_as_a_tensor()
    {
        var bytes = System.IO.File.ReadAllBytes(File);
        using var bitmap = SKBitmap.Decode(bytes);
        InputImage[] images =
        [
            InputImage.FromFile(File), InputImage.FromBytes(bytes), InputImage.FromStream(new MemoryStream(bytes)),
            InputImage.FromStreamAsync(new MemoryStream(bytes)).Result, InputImage.FromBitmap(bitmap),
            InputImage.FromTensor(_network.InputOf(InputImage.FromFile(File))),
        ];
        var maps = images.Select(image => _network.Explain(image, "gradient", 3).Map.Values).ToList();
        Assert.That(maps[0].Distinct().Count(), Is.GreaterThan(1000));
        foreach (var map in maps)
            Assert.That(map, Is.EqualTo(maps[0]));
    }

    [Test]
    public void Every_mistake_in_what_is_said_of_it_is_told_at_once()
    {
        var options = new NetworkOptions
        {
            Threads = -5,
            MemoryMegabytes = 0,
            Device = Device.Cpu with { MemoryMegabytes = 0 },
            Preprocessing = "nowhere.json",
            References = "nowhere",
        };
        var mistakes = Assert.Throws<InputException>(() => Network.Open("none.onnx", options))!.Errors;
        foreach (var sentence in new[]
                 {
                     "Threads -5 is not allowed; Threads is a whole number from 1 to 1024", "MemoryMegabytes 0 is not allowed",
                     "Device.MemoryMegabytes 0 is not allowed", "nowhere.json", "reference 'nowhere'", "none.onnx: cannot be read",
                 })
            Assert.That(mistakes, Has.Some.Contains(sentence));
        Assert.That(() => Network.Open(Model, new NetworkOptions { Threads = 0 }), Throws.TypeOf<InputException>());
        using var fits = Network.Open(Model, new NetworkOptions { Threads = 1, MemoryMegabytes = 64 });
    }

    [Test]
    public void The_map_is_the_derivative_that_the_model_gives()
    {
        var input = _network.InputOf(InputImage.FromFile(File));
        var seed = Tensor.Zeros(1, _network.Model.ClassCount);
        seed.Values[7] = 1;
        var expected = _network.Model.Gradient(input, seed, [_network.Model.Network.InputTensor], RuleSet.Standard).Gradients[0];
        var heatmap = _network.Explain(InputImage.FromFile(File), "gradient", 7);
        Assert.That(heatmap.Target, Is.EqualTo(7));
        Assert.That(heatmap.Attribution.Values.Values, Is.EqualTo(expected.Values).Within(1e-6));
    }

    [Test]
    public void Without_a_class_the_first_choice_is_explained()
    {
        var image = InputImage.FromFile(File);
        var first = _network.Classify(image)[0];
        var scores = _network.Model.Predict(_network.InputOf(image));
        Assert.That(first.Class, Is.EqualTo(scores.Top1(0)));
        Assert.That(first.Probability, Is.EqualTo(scores.Probability(0, first.Class)));
        Assert.That(_network.Classify(image).Sum(c => c.Probability), Is.EqualTo(1).Within(1e-6));
        Assert.That(_network.Explain(image, "grad-cam").Target, Is.EqualTo(first.Class));
    }

    [Test]
    public void The_numbers_are_those_of_the_command_line()
    {
        using var folder = new TemporaryFolder();
        CliRun.Of(folder.Path, "explain", "--model", Model, "--image", File, "--method", "smoothgrad:samples=4", "--target", "2", "--raw",
            "--format", "npy", "--out", folder["out"]).IsDone();
        var heatmap = _network.Explain(InputImage.FromFile(File), "smoothgrad:samples=4", 2);
        Assert.That(heatmap.Attribution.Values.Values, Is.EqualTo(NpyFile.Read(folder["out/smoothgrad.npy"]).Values));
    }

    [Test]
    public void A_heatmap_is_saved_as_a_picture_and_as_an_array()
    {
        using var folder = new TemporaryFolder();
        var heatmap = _network.Explain(InputImage.FromFile(File), "grad-cam");
        heatmap.Save(folder["cat.png"]);
        heatmap.Save(folder["cat.npy"]);
        using var picture = SKBitmap.Decode(folder["cat.png"]);
        Assert.That(picture.Width, Is.EqualTo(256), "A small picture is enlarged by a whole number.");
        Assert.That(NpyFile.Read(folder["cat.npy"]).Values, Is.EqualTo(heatmap.Map.Values));
        Assert.That(() => heatmap.Save(folder["cat.jpg"]), Throws.ArgumentException.With.Message.Contains(".png or .npy"));
    }

    [Test]
    public void What_is_wrong_is_said()
    {
        var image = InputImage.FromFile(File);
        Assert.That(() => _network.Explain(image, "gradcam"), Throws.TypeOf<InputException>().With.Message.Contains("'grad-cam'"));
        Assert.That(() => _network.Explain(image, "gradient", 10), Throws.TypeOf<InputException>().With.Message.Contains("0 to 9"));
        Assert.That(
            () => _network.Explain(InputImage.FromBytes(new byte[10], "ten bytes"), "gradient"),
            Throws.TypeOf<InputException>().With.Message.Contains("ten bytes"));
        Assert.That(
            () => _network.Explain(InputImage.FromTensor(Tensor.Zeros(1, 3, 8, 8)), "gradient"),
            Throws.TypeOf<InputException>().With.Message.Contains("3×64×64"));
        Assert.That(() => InputImage.FromTensor(Tensor.Zeros(2, 3, 8, 8)), Throws.TypeOf<InputException>());
        Assert.That(
            () => _network.Explain(image, "model-attention"), Throws.TypeOf<NotApplicableException>(), "There is no attention in it.");
        Assert.That(
            () => _network.Score(image, "gradient", ["deletoin", "pointing-gam"]),
            Throws.TypeOf<InputException>().With.Message.Contains("'deletion'").And.Message.Contains("'pointing-game'"));
    }

    [Test]
    public void A_network_that_is_given_no_usable_preprocessing_is_not_opened()
    {
        Assert.That(() => Network.Open(Model, new NetworkOptions { Preprocessing = "imagnet" }), Throws.TypeOf<InputException>()
            .With.Message.Contains("imagenet"));
        Assert.That(() => Network.Open("no-such.onnx"), Throws.TypeOf<InputException>().With.Message.Contains("no-such.onnx"));
    }

    [Test]
    public void What_a_file_of_preprocessing_says_of_the_classes_holds()
    {
        using var folder = new TemporaryFolder();
        System.IO.File.WriteAllText(folder["shifted.json"], """
            { "labelOffset": 1, "preprocessing": { "channels": "RGB", "scale": 0.00392156862745098, "mean": [0, 0, 0], "std": [1, 1, 1] } }
            """);
        using var shifted = Network.Open(Model, new NetworkOptions { Preprocessing = folder["shifted.json"] });
        var image = InputImage.FromTensor(_network.InputOf(InputImage.FromFile(File)));
        var all = _network.Classify(image).ToDictionary(c => c.Class, c => c.Logit);
        Assert.That(shifted.Model.ClassCount, Is.EqualTo(9));
        Assert.That(
            shifted.Classify(image).ToDictionary(c => c.Class, c => c.Logit),
            Is.EquivalentTo(all.Where(c => c.Key > 0).ToDictionary(c => c.Key - 1, c => c.Value)));
    }

    [Test]
    public void A_network_that_was_closed_answers_nothing()
    {
        var network = Network.Open(Model);
        var image = InputImage.FromFile(File);
        network.Explain(image, "gradient", 1);
        network.Dispose();
        Assert.That(() => network.Explain(image, "gradient", 1), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => network.Classify(image), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(network.Dispose, Throws.Nothing);
    }

    [Test]
    public void Scores_that_are_not_finite_are_no_classes()
    {
        var input = new Tensor([.. Enumerable.Repeat(3e38f, 3 * 64 * 64)], 3, 64, 64);
        Assert.That(
            () => _network.Classify(InputImage.FromTensor(input, "too large")),
            Throws.TypeOf<InputException>().With.Message.StartsWith("too large: "));
    }

    [Test]
    public void It_stops_when_it_is_told_to() => Assert.That(
        async () => await _network.ExplainAsync(
            InputImage.FromFile(File), "rise:masks=100000", stop: new CancellationTokenSource(50).Token),
        Throws.InstanceOf<OperationCanceledException>());

    [Test]
    public void Several_threads_get_the_same_map()
    {
        var image = InputImage.FromFile(File);
        var maps = Enumerable.Range(0, 8).AsParallel().WithDegreeOfParallelism(4)
            .Select(_ => _network.Explain(image, "rise:masks=32", 1).Map.Values).ToList();
        foreach (var map in maps)
            Assert.That(map, Is.EqualTo(maps[0]));
    }
}
