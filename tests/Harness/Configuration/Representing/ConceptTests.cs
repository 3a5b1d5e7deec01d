using VisEval.Core;
using VisEval.Harness.Configuration.Representing;
using VisEval.Harness.Datasets;
using VisEval.Harness.Input;
using VisEval.Methods.Representation.Contracts;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Configuration.Representing;

/// <summary>The concepts that a dataset shows, and where.</summary>
public sealed class ConceptTests
{
    private static readonly ImageSize Size = new(3, 64, 64);

    [TestCase(0, 0, 0, "black")]
    [TestCase(1, 1, 1, "white")]
    [TestCase(0.5, 0.5, 0.5, "grey")]
    [TestCase(1, 0, 0, "red")]
    [TestCase(1, 0.55, 0, "orange")]
    [TestCase(0.45, 0.25, 0.05, "brown")]
    [TestCase(1, 1, 0, "yellow")]
    [TestCase(0, 0.5, 0, "green")]
    [TestCase(0, 0, 1, "blue")]
    [TestCase(0.5, 0, 0.6, "purple")]
    [TestCase(1, 0.7, 0.75, "pink")]
    [TestCase(0.9, 0.05, 0.2, "red")]
    [TestCase(0.9, 0.05, 0.4, "pink")]
    public void Colours_have_the_names_that_people_give_them(double red, double green, double blue, string name) =>
        Assert.That(BasicColours.Of(red, green, blue), Is.EqualTo(BasicColours.Named(name)));

    [Test]
    public void Objects_background_and_colours_of_a_scene_are_where_they_are()
    {
        var (dataset, images, concepts) = Scenes([]);
        var model = LinearModel.Random(Size, 10, 1);
        var network = NetworkImages.Of("net", new OpenedModel(model, null, ""), ["layer"], dataset, images, concepts);
        for (var image = 0; image < 6; image++)
        {
            var masks = network.Masks(image);
            string CategoryOf(ConceptMask mask) => concepts.All[mask.Concept].Category;
            var objects = masks.Where(m => CategoryOf(m) == "object").ToList();
            var labels = images[image].Labels.Select(l => dataset.Manifest.Classes[l]);
            Assert.That(objects.Select(m => concepts.All[m.Concept].Name), Is.EquivalentTo(labels));
            var background = masks.Single(m => CategoryOf(m) == "background");
            Assert.That(concepts.All[background.Concept].Name, Is.EqualTo(images[image].Background));
            Assert.That(background.Pixels.Count + objects.Sum(m => m.Pixels.Count), Is.EqualTo(4096));
            Assert.That(Enumerable.Range(0, 4096).Count(p => background.Pixels.Pixels[p] && objects.Any(o => o.Pixels.Pixels[p])), Is.Zero);
            Assert.That(masks.Where(m => CategoryOf(m) == "colour").Sum(m => m.Pixels.Count), Is.EqualTo(4096));
        }
    }

    [Test]
    public void Names_and_categories_choose_and_folders_are_added()
    {
        using var folder = new Cli.TemporaryFolder();
        Directory.CreateDirectory(folder["pictures"]);
        foreach (var name in new[] { "one-000.png", "one-001.png" })
            File.Copy(Path.Combine(Repository.Root, "datasets/scenes/images", name), folder[$"pictures/{name}"]);
        var (_, images, chosen) = Scenes(["background", "object:star", "red", $"drawn={folder["pictures"]}"]);
        Assert.That(chosen.All.CountBy(c => c.Category), Is.EquivalentTo(new Dictionary<string, int>
        {
            ["background"] = 10,
            ["object"] = 1,
            ["colour"] = 1,
            ["folder"] = 1,
        }));
        Assert.That(chosen.All.Where(c => c.IsNamed).Select(c => c.Name), Is.EqualTo(new[] { "star", "red", "drawn" }));
        Assert.That(chosen.All[^1].Images, Is.EqualTo(new[] { images.Count, images.Count + 1 }));
        Assert.That(chosen.Files.Select(f => Path.GetFileName(f)), Is.EqualTo(new[] { "one-000.png", "one-001.png" }));
        Assert.That(chosen.All.Single(c => c.Name == "star").Images, Is.All.Matches<int>(i => images[i].Labels.Contains(3)));
    }

    private static (Dataset Dataset, IReadOnlyList<DatasetImage> Images, ConceptChoice Concepts) Scenes(IReadOnlyList<string> texts)
    {
        var dataset = DatasetReader.Read(Path.Combine(Repository.Root, "datasets", "scenes", "dataset.json"));
        var mistakes = new Mistakes();
        var concepts = ConceptChoice.Of(dataset, dataset.Manifest.Images, texts, Repository.Root, mistakes);
        Assert.That(mistakes.Sentences, Is.Empty);
        return (dataset, dataset.Manifest.Images, concepts);
    }
}
