using System.Reflection;
using VisEval.Core;
using VisEval.Harness.Evaluation;
using VisEval.Methods;
using VisEval.Methods.Facts;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Models;
using VisEval.Tests.Onnx;

namespace VisEval.Tests.Methods.ActivationMaximization;

/// <summary>What <see cref="IFeatureVisualizer"/> promises, for every visualizer there is and every dialect.</summary>
public sealed class VisualizerContractTests
{
    private static readonly Catalogue<IFeatureVisualizer> Visualizers = new(typeof(IFeatureVisualizer).Assembly);

    // Options under which each is quick.
    private static readonly Dictionary<string, string> Quick = new()
    {
        ["activation-maximization"] = "steps=8",
        ["activation-maximization@maco"] = "steps=4,views=2",
        ["caricature"] = "steps=6",
        ["class-model"] = "steps=6",
        ["deep-dream"] = "octaves=2,steps=3",
        ["inversion"] = "steps=8",
        ["top-images"] = "count=3",
        ["top-patches"] = "count=3",
        ["deconvnet-patch"] = "count=3",
    };

    private TemporaryModel _file = null!;
    private TemporaryModel _generator = null!;
    private OnnxModel _model = null!;

    // The names that the command line promises; scripts depend on them.
    private static readonly string[] Promised =
    [
        "activation-maximization", "caricature", "class-model", "deconvnet-patch", "deep-dream", "feature-maps", "generator-prior",
        "inversion", "top-images", "top-patches",
    ];

    public static IEnumerable<CatalogueEntry> Entries => Visualizers.Entries;

    public static IEnumerable<string> Names =>
        Visualizers.Entries.SelectMany(e => e.Dialects.Keys.Select(d => $"{e.Name}@{d}").Prepend(e.Name));

    [SetUp]
    public void Open()
    {
        _generator = new TemporaryModel(GeneratorPriorTests.Generator(new ImageSize(3, 8, 8)));
        _file = new TemporaryModel(SmallNetworks.Convolutional());
        _model = OnnxModel.Open(_file.Path, new EngineOptions(1));
    }

    [TearDown]
    public void Close()
    {
        _model.Dispose();
        _file.Dispose();
        _generator.Dispose();
    }

    [Test]
    public void The_promised_visualizers_exist() => Assert.That(Visualizers.Entries.Select(e => e.Name), Is.SupersetOf(Promised));

    [TestCaseSource(nameof(Entries))]
    public void A_visualizer_names_its_paper_its_needs_and_what_its_options_do(CatalogueEntry entry)
    {
        Assert.Multiple(() =>
        {
            Assert.That(entry.Paper, Is.Not.Empty);
            Assert.That(entry.Type.GetCustomAttribute<NeedsAttribute>(), Is.Not.Null);
            Assert.That(entry.Type.GetCustomAttribute<PassesAttribute>(), Is.Not.Null);
            Assert.That(Visualizers.Create(entry.Name).Key, Is.EqualTo(entry.Name));
        });
        foreach (var option in entry.Options)
            Assert.Multiple(() =>
            {
                Assert.That(option.About, Does.EndWith("."), option.Name);
                Assert.That(option.Range is not null, Is.EqualTo(option.Type == typeof(int) || option.Type == typeof(double)), option.Name);
            });
    }

    [TestCaseSource(nameof(Names))]
    public void Pictures_lie_in_0_to_1_cost_what_they_state_and_come_again_with_the_same_seed(string name)
    {
        var (visualizer, counting) = (Of(name), new CountingModel(_model));
        var task = Task(counting, Seed.Of(1), Seed.Of(2));
        Assert.That(VisualizerFacts.Of(visualizer).Objections(name, task), Is.Empty);
        var made = visualizer.Synthesize(task);
        Assert.That(made, Is.Not.Empty);
        Assert.That((counting.Forwards, counting.Backwards), Is.EqualTo((made.Sum(m => m.Cost.Forwards), made.Sum(m => m.Cost.Backwards))));
        foreach (var one in made)
        {
            Assert.That(one.Picture.Values, Has.All.InRange(0, 1));
            Assert.That(one.Picture.Rank, Is.EqualTo(3));
            if (one is { Opacity: { } opacity, Remark: null })
                Assert.That(opacity.Values, Has.All.InRange(0, 1).And.Some.EqualTo(1));
            if (one.Kind == PictureKind.Input)
                Assert.That(one.Picture.Shape.ToArray(), Is.EqualTo(new[] { 3, 8, 8 }));
        }
        var again = visualizer.Synthesize(task);
        Assert.That(again.Select(m => m.Picture.Values), Is.EqualTo(made.Select(m => m.Picture.Values)));
        Assert.That(again.Select(m => m.Course), Is.EqualTo(made.Select(m => m.Course)));
        if (VisualizerFacts.Of(visualizer).IsRandomized)
        {
            Assert.That(made, Has.Count.EqualTo(2));
            // The second seed alone gives the second picture.
            Assert.That(visualizer.Synthesize(Task(_model, Seed.Of(2)))[0].Picture.Values, Is.EqualTo(made[1].Picture.Values));
            Assert.That(made[0].Picture.Values, Is.Not.EqualTo(made[1].Picture.Values));
        }
    }

    [TestCaseSource(nameof(Names))]
    public void The_declared_passes_are_those_of_the_pictures(string name)
    {
        var facts = VisualizerFacts.Of(Of(name));
        var (counting, task) = (new CountingModel(_model), Task(_model, Seed.Of(1)));
        facts.Visualizer.Synthesize(task with { Model = counting });
        Assert.That(facts.PassesFor(task), Is.EqualTo(((double)counting.Forwards, (double)counting.Backwards)));
    }

    [TestCaseSource(nameof(Entries))]
    public void What_is_missing_is_said_before_anything_is_run(CatalogueEntry entry)
    {
        var facts = VisualizerFacts.Of(Visualizers.Create(entry.Name).Value);
        var bare = new VisualizationTask(_model, NetworkUnit.OfClass(0), PictureSpace.Plain(3), [Seed.Of(1)]);
        var objections = facts.Objections(entry.Name, bare);
        if (facts.Needs.HasFlag(Needs.Images))
            Assert.That(objections, Has.Some.Contains("--dataset D"));
        if (facts.Needs.HasFlag(Needs.Subject))
            Assert.That(objections, Has.Some.Contains("--image FILE"));
        if (entry.Name == "generator-prior")
            Assert.That(objections, Has.Some.Contains("generator=FILE.onnx"));
        else if (facts.Needs is Needs.Gradient)
            Assert.That(objections, Is.Empty);
    }

    private IFeatureVisualizer Of(string name) => Visualizers.Create(
        name == "generator-prior" ? $"{name}:generator={_generator.Path},steps=5"
        : (Quick.GetValueOrDefault(name) ?? Quick.GetValueOrDefault(name.Split('@')[0])) is { } options ? $"{name}:{options}" : name).Value;

    // The unit that each can be asked for; a subject and natural images for those that need some.
    private VisualizationTask Task(IModel model, params Seed[] seeds)
    {
        var pictures = Enumerable.Range(0, 5).Select(i => new Tensor(Adjoint.Draw(3 * 64, 20 + i, 0, 1), 3, 8, 8)).ToArray();
        var layer = TestContext.CurrentContext.Test.Arguments[0] is string name && name.Split('@')[0] is "inversion" or "caricature";
        return new VisualizationTask(
            model, NetworkUnitReader.Read(layer ? "features" : "features:1", _model), PictureSpace.Plain(3), seeds)
        {
            Images = new NaturalImages(5, i => pictures[i], i => $"picture {i}"),
            Subject = new Tensor(Adjoint.Draw(3 * 64, 30, 0, 1), 3, 8, 8),
        };
    }
}
