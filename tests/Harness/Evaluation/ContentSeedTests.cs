using System.Collections.Concurrent;
using VisEval.Core;
using VisEval.Harness.Configuration.Explaining;
using VisEval.Harness.Configuration.Scoring;
using VisEval.Harness.Datasets;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Results;
using VisEval.Methods;
using VisEval.Methods.Facts;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Models;
using VisEval.Tests.Harness.Datasets;
using VisEval.Tests.Harness.Datasets.Pictures;
using VisEval.Tests.Methods;
using VisEval.Tests.Onnx;

namespace VisEval.Tests.Harness.Evaluation;

/// <summary>Random draws come from what an image holds: not from its name, its dataset, the command, or its class.</summary>
public sealed class ContentSeedTests
{
    private static readonly Preprocessing Bytes = new("RGB", 1 / 255.0, [0.5, 0.5, 0.5], [0.25, 0.25, 0.25]);

    private TemporaryFolder _folder = null!;
    private string _first = null!;
    private string _renamed = null!;

    public static IEnumerable<string> Randomized => QuickUnits.Names.Where(name => MethodFacts.Of(QuickUnits.Of(name)).IsRandomized);

    [SetUp]
    public void Write()
    {
        _folder = new TemporaryFolder();
        var picture = TestPictures.Encode(TestPictures.Pattern(8, 8, 3));
        _first = _folder.Write("a/cat.png", picture);
        _renamed = _folder.Write("b/another name.png", picture);
    }

    [TearDown]
    public void Delete() => _folder.Dispose();

    [TestCaseSource(nameof(Randomized))]
    public void A_picture_has_the_same_map_under_every_name_in_explain_and_in_run(string name)
    {
        using var file = new TemporaryModel(QuickUnits.NetworkFor(name));
        var unit = new Unit<IAttributionMethod>(name, name, QuickUnits.Of(name));
        var maps = new[] { _first, _renamed }
            .SelectMany(path => new[] { Explain(file.Path, path, unit), Run(file.Path, path, unit) }).ToList();
        foreach (var map in maps.Skip(1))
            Assert.That(map, Is.EqualTo(maps[0]));
    }

    [Test]
    public void Other_pixels_other_draws()
    {
        var other = _folder.Write("a/dog.png", TestPictures.Encode(TestPictures.Pattern(9, 8, 3).Crop(0, 1, 8, 8)));
        Seed SeedOf(string path) => ImageLoader.Load(path, Bytes, new ImageSize(3, 8, 8)).SeedOf(Seed.Of(1));
        Assert.That(SeedOf(_renamed), Is.EqualTo(SeedOf(_first)));
        Assert.That(SeedOf(other), Is.Not.EqualTo(SeedOf(_first)));
    }

    [Test]
    public void Another_preprocessing_changes_no_draw()
    {
        var gray = new Preprocessing("gray", 1, [0], [1]);
        Assert.That(
            ImageLoader.Load(_first, gray, new ImageSize(1, 5, 5)).Content,
            Is.EqualTo(ImageLoader.Load(_first, Bytes, new ImageSize(3, 8, 8)).Content));
    }

    [Test]
    public void An_array_gives_an_image_the_draws_of_its_values_wherever_it_stands()
    {
        var values = Enumerable.Range(0, 12).Select(i => (float)(i % 4)).ToArray();
        values[5] = 9;
        PreparedImage[] Of(Tensor images, params int[] targets)
        {
            var source = MappedImages.OfArray("x", images, targets, [], null).Images;
            return [.. source.Images.Select(source.Load)];
        }
        var three = Of(new Tensor(values, 3, 1, 2, 2));
        Assert.That(three[2].Content, Is.EqualTo(three[0].Content), "the same values");
        Assert.That(three[1].Content, Is.Not.EqualTo(three[0].Content));
        var classes = Of(new Tensor(values[..4], 1, 1, 2, 2), 3, 7);
        Assert.That(classes.Select(c => c.Content), Is.All.EqualTo(three[0].Content), "two classes of an image keep the same draws");
    }

    private static float[] Explain(string model, string picture, Unit<IAttributionMethod> unit)
    {
        var description = Path.Combine(Path.GetDirectoryName(picture)!, "preprocessing.json");
        File.WriteAllText(
            description, """{ "channels": "RGB", "scale": 0.00392156862745098, "mean": [0.5, 0.5, 0.5], "std": [0.25, 0.25, 0.25] }""");
        var request = new ExplainRequest(
            model, [picture], null, [new NamedMethod(unit, unit.Name)], [1], Path.GetDirectoryName(picture)!, OutputFormats.Npy, true,
            description, 7, 1, 0);
        using var plan = ExplainPlanner.Plan(request, _ => { });
        return Map(plan.Job, plan.Options);
    }

    private static float[] Run(string model, string picture, Unit<IAttributionMethod> unit)
    {
        var image = new DatasetImage($"id of {picture}", Path.GetFileName(picture), [1], []);
        var manifest = new DatasetManifest($"d{picture.Length}", "", "", ["x", "y", "z", "u"], TargetChoice.Labels, Bytes, [image]);
        using var opened = OnnxModel.Open(model, new EngineOptions(MemoryMegabytes: 0));
        var dataset = new Dataset(manifest, Path.Combine(Path.GetDirectoryName(picture)!, "dataset.json"), "");
        var job = new Job("m", opened, new DatasetImages(dataset, [image], Bytes, opened.Input), [new MethodSource(unit)], []);
        return Map(job, new EvaluationOptions(7, 1));
    }

    private static float[] Map(Job job, EvaluationOptions options)
    {
        var sink = new Kept();
        Explanations.Make(job, options, sink, new Progress<RunProgress>(), CancellationToken.None);
        var explained = sink.Outcomes.Single().Explained;
        return explained is Explained.Mapped mapped ? mapped.Attribution.Values.Values : throw new AssertionException($"{explained}");
    }

    private sealed class Kept : IOutcomeSink
    {
        public ConcurrentBag<ExplanationOutcome> Outcomes { get; } = [];

        public void Save(ImageOutcome outcome)
        {
        }

        public void Save(ExplanationOutcome outcome) => Outcomes.Add(outcome);

        public void Save(CostOutcome outcome)
        {
        }
    }
}
