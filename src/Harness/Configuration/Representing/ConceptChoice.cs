using VisEval.Core;
using VisEval.Harness.Configuration.References;
using VisEval.Harness.Datasets;
using VisEval.Harness.Input;
using VisEval.Methods.Representation.Contracts;

namespace VisEval.Harness.Configuration.Representing;

/// <summary>The concepts of a study.</summary>
/// <param name="All">The concepts: objects, backgrounds, colours, folders.</param>
/// <param name="Files">The pictures of all folders; they are numbered behind the images of the dataset.</param>
/// <param name="Colours">By colour its place among the concepts.</param>
internal sealed record ConceptChoice(
    IReadOnlyList<Concept> All, IReadOnlyList<string> Files, IReadOnlyDictionary<BasicColour, int> Colours)
{
    /// <summary>The category of classes.</summary>
    public const string Object = "object";

    /// <summary>The category of backgrounds.</summary>
    public const string Background = "background";

    private const string Colour = "colour";
    private const string Folder = "folder";

    /// <summary>All concepts of the dataset, or those that are named, and those of folders.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="images">Its images.</param>
    /// <param name="texts">Names, categories, <c>category:name</c>, or <c>NAME=DIR</c>.</param>
    /// <param name="directory">Where a relative path starts.</param>
    /// <param name="mistakes">Where mistakes go.</param>
    public static ConceptChoice Of(
        Dataset dataset, IReadOnlyList<DatasetImage> images, IReadOnlyList<string> texts, string directory, Mistakes mistakes)
    {
        List<Concept> known = [.. OfDataset(dataset, images)];
        var names = texts.Where(t => !t.Contains('=', StringComparison.Ordinal)).ToList();
        foreach (var unknown in names.Where(n => !known.Exists(c => IsMeant(c, n))))
            mistakes.Add($"--concept {unknown}: the dataset's images show no such concept. "
                + Suggestions.Sentence(unknown, [.. known.Select(c => c.Category).Distinct(), .. known.Select(c => c.Name)])
                + " A folder of pictures is written NAME=DIR.");
        List<Concept> chosen = names.Count == 0
            ? known
            :
            [
                .. known.Where(c => names.Exists(n => IsMeant(c, n)))
                    .Select(c => c with { IsNamed = names.Exists(n => n != c.Category && IsMeant(c, n)) }),
            ];
        var files = new List<string>();
        foreach (var text in texts.Except(names))
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            var (name, path) = (text[..at].Trim(), text[(at + 1)..]);
            if (path.Trim().Length == 0)
                mistakes.Add($"--concept {text}: the folder is missing; write NAME=DIR.");
            else if (name.Length == 0 || chosen.Exists(c => c.Category == Folder && c.Name == name))
                mistakes.Add(
                    $"--concept {text}: {(name.Length == 0 ? "the name is missing; write NAME=DIR" : $"'{name}' is there twice")}.");
            else if (mistakes.Try(() => PicturesOf(path, directory), $"--concept {text}: ") is { } pictures)
            {
                int[] places = [.. Enumerable.Range(images.Count + files.Count, pictures.Count)];
                chosen.Add(new Concept(name, Folder, places, HasPixels: false) { IsNamed = true });
                files.AddRange(pictures);
            }
        }
        return new ConceptChoice(
            chosen, files,
            chosen.Index().Where(c => c.Item.Category == Colour).ToDictionary(c => BasicColours.Named(c.Item.Name), c => c.Index));
    }

    /// <summary>Whether a text means a concept: by name, by category, by both, or as a folder.</summary>
    public static bool IsMeant(Concept concept, string text) =>
        text.IndexOf('=', StringComparison.Ordinal) is >= 0 and var at
            ? concept.Category == Folder && concept.Name == text[..at].Trim()
            : concept.Category != Folder
                && (text == concept.Name || text == concept.Category || text == $"{concept.Category}:{concept.Name}");

    /// <summary>The place of an object or a background among the concepts; −1 for none.</summary>
    public int PlaceOf(string category, string name) => All.Index()
        .Where(c => c.Item.Category == category && c.Item.Name == name).Select(c => c.Index).DefaultIfEmpty(-1).First();

    private static IEnumerable<Concept> OfDataset(Dataset dataset, IReadOnlyList<DatasetImage> images)
    {
        foreach (var (label, name) in dataset.Manifest.Classes.Index())
            if (Showing(images, i => i.Labels.Contains(label)) is { Count: > 0 } shown)
                yield return new Concept(name, Object, shown, images.Any(i => Places.Has(i, label)));
        foreach (var name in images.Select(i => i.Background).OfType<string>().Distinct().Order(StringComparer.Ordinal))
            yield return new Concept(
                name, Background, Showing(images, i => i.Background == name), images.Any(i => i.Background == name && Places.HasAll(i)));
        foreach (var name in BasicColours.Names)
            yield return new Concept(name, Colour, [], true);
    }

    private static IReadOnlyList<int> Showing(IReadOnlyList<DatasetImage> images, Func<DatasetImage, bool> shows) =>
        [.. images.Index().Where(i => shows(i.Item)).Select(i => i.Index)];

    private static IReadOnlyList<string> PicturesOf(string path, string directory)
    {
        var folder = Path.GetFullPath(path, directory);
        return Directory.Exists(folder)
            ? ReferenceFolder.PicturesOf(folder)
            : throw new InputException($"there is no folder '{folder}'.");
    }
}
