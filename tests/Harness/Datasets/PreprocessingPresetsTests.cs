using VisEval.Core;
using VisEval.Harness.Configuration;
using VisEval.Harness.Datasets;

namespace VisEval.Tests.Harness.Datasets;

/// <summary>Preprocessing by name, and the fields beside it.</summary>
public sealed class PreprocessingPresetsTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Open() => _folder = new TemporaryFolder();

    [TearDown]
    public void Close() => _folder.Dispose();

    // The first channel of black and white.
    [TestCase("imagenet", -0.485 / 0.229, 0.515 / 0.229)]
    [TestCase("caffe", -103.939, 151.061)]
    [TestCase("tf", -1, 1)]
    [TestCase("cifar10", -0.4914 / 0.247, 0.5086 / 0.247)]
    [TestCase("mnist", -0.1307 / 0.3081, 0.8693 / 0.3081)]
    [TestCase("0-1", 0, 1)]
    [TestCase("0-255", 0, 255)]
    public void Every_preset_stands_wherever_a_preprocessing_may(string name, double black, double white)
    {
        foreach (var preprocessing in new[]
                 {
                     PreprocessingFile.Read(PreprocessingFile.Locate(name, _folder.Path)),
                     PreprocessingFile.Read(_folder.Write("d.json", $$"""{ "preprocessing": "{{name}}" }""")),
                     PreprocessingFile.Read(_folder.Write("m.json", $$"""{ "preset": "{{name}}" }""")),
                     ModelFile.ReadDescription(Model(name))!.Preprocessing!,
                     RunConfigFile.Read(_folder.Write("run.json", $$"""{ "preprocessing": "{{name}}" }""")).Preprocessing!,
                 })
        {
            Assert.That($"{preprocessing}", Is.EqualTo($"{PreprocessingPresets.All[name]}"));
            Assert.That(preprocessing.Surroundings().Black![0], Is.EqualTo(black).Within(1e-5));
            Assert.That(preprocessing.Surroundings().White![0], Is.EqualTo(white).Within(1e-5));
        }
    }

    [Test]
    public void Every_preset_is_tested() =>
        Assert.That(
            GetType().GetMethod(nameof(Every_preset_stands_wherever_a_preprocessing_may))!
                .GetCustomAttributes(typeof(TestCaseAttribute), false).Cast<TestCaseAttribute>().Select(c => c.Arguments[0]),
            Is.EquivalentTo(PreprocessingPresets.All.Keys));

    [Test]
    public void Fields_beside_a_preset_replace_its_own()
    {
        var read = PreprocessingFile.Read(_folder.Write("m.json", """
            { "preprocessing": { "preset": "imagenet", "channels": "BGR", "resize": "crop", "cropPct": 0.95, "interpolation": "bicubic",
              "background": [1, 2, 3] } }
            """));
        Assert.That(
            $"{read}",
            Is.EqualTo($"{PreprocessingPresets.All["imagenet"] with
            {
                Channels = "BGR",
                Mean = [0.406, 0.456, 0.485],
                Std = [0.225, 0.224, 0.229],
                Resize = "crop",
                CropPct = 0.95,
                Interpolation = "bicubic",
                Background = [1, 2, 3],
            }}"));
    }

    [TestCase("""{ "preset": "imagnet" }""", "preset: \"imagnet\" is not \"imagenet\" or")]
    [TestCase("""{ "preset": "imagenet", "fill": [0, 0, 0] }""", "fill: only \"resize\": \"letterbox\" pads")]
    [TestCase("""{ "preset": "imagenet", "resize": "letterbox", "fill": [0, 0, 256] }""", "fill: a colour is [red, green, blue]")]
    [TestCase("""{ "preset": "imagenet", "background": [0] }""", "background: a colour is [red, green, blue]")]
    [TestCase("""{ "preset": "imagenet", "resize": "crop", "cropPct": 1.5 }""", "cropPct: 1.5 is not allowed")]
    [TestCase("""{ "preset": "imagenet", "cropPct": 0.9 }""", "cropPct: only \"resize\": \"crop\" cuts")]
    [TestCase("""{ "preset": "caffe", "resize": "crop", "cropPct": 0.9, "shorterSide": 9 }""", "cropPct: shorterSide says it already")]
    [TestCase("""{ "preset": "imagenet", "resize": "crop", "shorterSide": 1000000 }""", "shorterSide: 1000000 is not allowed")]
    [TestCase("""{ "preset": "imagenet", "interpolation": "lanczos" }""", "interpolation: \"lanczos\" is not \"bilinear\" or")]
    [TestCase("""{ "preset": "mnist", "channels": "RGB" }""", "mean: 1 values do not fit channels \"RGB\"; give 3")]
    public void Mistakes_are_told(string json, string mistake)
    {
        var path = _folder.Write("m.json", json);
        Assert.That(() => PreprocessingFile.Read(path), Throws.TypeOf<InputException>().With.Message.StartsWith($"{path}: {mistake}"));
    }

    [Test]
    public void A_name_that_is_neither_preset_nor_file_gets_the_nearest_one() =>
        Assert.That(
            () => PreprocessingFile.Read(PreprocessingFile.Locate("imagnet", _folder.Path)),
            Throws.TypeOf<InputException>().With.Message.Contains("nor a preset 'imagnet'").And.Message.Contains("'imagenet'"));

    [TestCase("0-255", 1, "gray")]
    [TestCase("0-1", 4, "RGBA")]
    [TestCase("tf", 3, "RGB")]
    public void A_preset_that_treats_all_channels_alike_has_the_networks_number_of_them(string name, int channels, string expected)
    {
        var preprocessing = PreprocessingPresets.All[name].For(channels);
        Assert.That(
            (preprocessing.Channels, preprocessing.Mean.Count, preprocessing.Std.Count), Is.EqualTo((expected, channels, channels)));
    }

    [Test]
    public void Others_keep_theirs() => Assert.That(PreprocessingPresets.All["imagenet"].For(1).Channels, Is.EqualTo("RGB"));

    private string Model(string name)
    {
        _folder.Write("x.json", $$"""{ "preprocessing": "{{name}}" }""");
        return _folder["x.onnx"];
    }
}
