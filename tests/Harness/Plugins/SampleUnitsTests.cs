using VisEval.Core;
using VisEval.Harness.Configuration;
using VisEval.Harness.Datasets.Formats;
using VisEval.Harness.Plugins;
using VisEval.Methods;
using VisEval.Methods.Representation.Contracts;
using VisEval.Metrics.Visualization;
using VisEval.Tests.Harness.Datasets;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Plugins;

/// <summary>The examples of docs/plugins.md (samples/MyUnits): compiled, loaded, and compared with answers in closed form.</summary>
public sealed class SampleUnitsTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "samples/MyUnits/src");

    private static readonly ImageSize Size = new(2, 3, 4);

    private TemporaryFolder _folder = null!;
    private Catalogues _catalogues = null!;
    private LoadedPlugins _plugins = null!;

    [OneTimeSetUp]
    public void Open()
    {
        _folder = new TemporaryFolder();
        CompiledPlugin.Compiled(
            _folder.Path, "MyUnits.dll",
            [
                "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;",
                .. Directory.GetFiles(Folder, "*.cs").Order(StringComparer.Ordinal).Select(File.ReadAllText),
            ]);
        _plugins = PluginLoader.Load(["MyUnits.dll"], _folder.Path);
        _catalogues = Catalogues.Of(_plugins);
    }

    [OneTimeTearDown]
    public void Close() => _folder.Dispose();

    [Test]
    public void The_page_shows_them_word_for_word()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs/plugins.md"));
        foreach (var file in Directory.GetFiles(Folder, "*.cs"))
            Assert.That(page, Does.Contain($"```csharp\n{File.ReadAllText(file)}```\n"), file);
    }

    [Test]
    public void There_is_one_of_each_kind() => Assert.That(_plugins.Infos!.Single().Units, Is.EquivalentTo(new[]
    {
        "visualizer grey-step", "visualization metric contrast", "analysis active-share", "dataset format labels-file",
    }));

    // Of a linear model the slope of a picture is w·(white − black): its sign is that of the weight.
    [Test]
    public void The_visualizer_steps_to_the_side_of_the_weights()
    {
        var model = LinearModel.Random(Size, 3, 7);
        var space = new PictureSpace([-1, 2], [3, 1], [1, 0], false);
        var task = new VisualizationTask(model, NetworkUnit.OfClass(2), space, [Seed.Of(0)]);
        var unit = _catalogues.Visualizers.Create("grey-step:step=0.2").Value;
        var made = unit.Synthesize(task).Single();
        var plane = Size.Height * Size.Width;
        for (var c = 0; c < 2; c++)
            for (var p = 0; p < plane; p++)
            {
                // Channel c of the input shows channel 1 − c of the picture.
                var rises = Math.Sign(model.Weights[2][c * plane + p]) * (c == 0 ? 1 : -1);
                Assert.That(made.Picture.Values[(1 - c) * plane + p], Is.EqualTo(0.5 + 0.2 * rises).Within(1e-6));
            }
        Assert.That(made.Activation, Is.GreaterThan(model.Predict(space.ToInput(Grey())).Logit(0, 2)));
        Assert.That(unit.Objection(task), Is.Null);
        Assert.That(unit.Objection(task with { Unit = new NetworkUnit("layer", "layer", null) }), Does.Contain("class:3"));
    }

    [Test]
    public void The_metric_gives_the_standard_deviation_and_the_state()
    {
        var metric = _catalogues.VisualizationMetrics.Create("contrast").Value;
        var scores = metric.Evaluate(new FakeVisualizationContext(
            FakeVisualizationContext.Unit("class:0", 0, [0, 1], [0, 1]), FakeVisualizationContext.Unit("class:1", 1, [0.5f, 0.5f]),
            new UnitPictures("class:2", 2, [])));
        Assert.That(scores.Select(s => (s.Unit, s.Value, s.State)), Is.EqualTo(new (string?, double?, CellState)[]
        {
            ("class:0", 0.5, CellState.Ok), ("class:1", 0, CellState.Ok), ("class:2", null, CellState.Failed),
        }));
    }

    [Test]
    public void The_analysis_counts_positive_values()
    {
        var images = MadeUpStudy.Images(Size, 5, 3);
        var study = MadeUpStudy.Of(LinearModel.Random(Size, 2, 1), ["layer"], images, 2);
        var analysis = _catalogues.Analyses.Create("active-share").Value;
        Assert.That(analysis.Objections(study), Is.Empty);
        Assert.That(analysis.Objections(MadeUpStudy.Of(LinearModel.Random(Size, 2, 1), ["layer"], [images[0]], 2)), Is.Not.Empty);
        var mean = (Finding.Mean)analysis.Analyse(study).Tables.Single().Cell(0, "active");
        Assert.That(mean.Values, Is.EqualTo(images.Select(i => i.Values.Count(v => v > 0) / (double)Size.Length)));
    }

    [Test]
    public void The_format_reads_its_file()
    {
        _folder.Write("a.png", "");
        _folder.Write("b.png", "");
        _folder.Write("x.labels", "a.png dog\nb.png cat\nc.png cat\n");
        var format = _catalogues.Formats.For(_folder["x.labels"]);
        Assert.That(format.Layout, Does.StartWith("A file NAME.labels"));
        var content = format.Read(new DatasetSource(_folder["x.labels"]));
        Assert.That(content.Classes.Select(c => c.Name), Is.EqualTo(new[] { "cat", "dog" }));
        Assert.That(
            content.Images.Select(i => (i.Id, i.Labels.Single(), i.Objects.Count)),
            Is.EqualTo(new[] { ("a.png", 1, 0), ("b.png", 0, 0) }));
        Assert.That(content.Problems, Is.EqualTo(new[] { "c.png: there is no such picture; it is left out." }));
        _folder.Write("y.labels", "a.png\n");
        Assert.That(
            () => format.Read(new DatasetSource(_folder["y.labels"])),
            Throws.TypeOf<InputException>().With.Message.Contains("has no class"));
    }

    private static Tensor Grey()
    {
        var grey = Tensor.Zeros(1, Size.Channels, Size.Height, Size.Width);
        grey.Values.AsSpan().Fill(0.5f);
        return grey;
    }
}
