using System.Globalization;
using VisEval.Core;
using VisEval.Harness.Input;

namespace VisEval.Harness.Datasets;

/// <summary>Reads dataset.json and checks everything that needs no other file.</summary>
internal static class DatasetReader
{
    // A number beyond is no class index; a list of so many classes would only fill the memory.
    private const int MostClasses = 100_000;

    private static readonly Dictionary<string, TargetChoice> TargetChoices =
        new() { ["top-1"] = TargetChoice.Top1, ["labels"] = TargetChoice.Labels };

    /// <summary>Reads a manifest.</summary>
    /// <param name="path">A dataset.json, or the folder that holds it.</param>
    /// <exception cref="InputException">Every mistake: fields, labels, boxes, ids.</exception>
    public static Dataset Read(string path)
    {
        var file = Path.GetFullPath(Directory.Exists(path) ? Path.Combine(path, "dataset.json") : path);
        var content = JsonFile.Read(file);
        var mistakes = new Mistakes();
        var assumed = new List<string>();
        var manifest = Manifest(JsonFile.Parse(file, content, mistakes), file, assumed);
        mistakes.ThrowIfAny();
        return new Dataset(manifest!, file, Sha256.Of(content)) { Assumptions = assumed };
    }

    /// <summary>The manifest of these fields, or null after its mistakes were noted.</summary>
    internal static DatasetManifest? Manifest(JsonFields fields, string path, List<string> assumed)
    {
        fields.Of<DatasetManifest>();
        var given = fields.Optional("name");
        var name = given is null ? DatasetName.Of(Path.GetDirectoryName(path)!) : given.Text();
        if (given is null)
            assumed.Add($"{path}: name is not given; the dataset is called '{name}' after its folder.");
        if (name is not null && !DatasetName.IsAllowed(name))
            fields.Mistake("name", $"\"{name}\" is not allowed; a name is lower-case letters, "
                + "digits, '-', '_' and '.', and begins with a letter or digit.");
        var description = fields.Optional("description")?.Text() ?? "";
        var licence = fields.Optional("licence")?.Text() ?? "";
        var named = fields.Optional("classes")?.List(v => v.Text());
        var classIds = fields.Optional("classIds")?.List(v => v.Text());
        var target = fields.Optional("target") is { } choice ? choice.Choice(TargetChoices) : TargetChoice.Top1;
        var preprocessing = fields.Optional("preprocessing") is { } stated ? PreprocessingReader.Read(stated) : null;
        var images = fields.Required("images")?.OfLength(1)
            .List(v => DatasetImageReader.Read(v, named?.Count ?? MostClasses, needsLabel: target == TargetChoice.Labels)) ?? [];
        var classes = named ?? Numbered(images);
        if (named is null)
            assumed.Add($"{path}: classes are not given; there are {classes.Count}, up to the highest label, called by their numbers.");
        if (classIds is not null && classIds.Count != classes.Count)
            fields.Mistake("classIds", $"there are {classIds.Count} ids for {classes.Count} classes; one for each is needed.");
        if (fields.Has("images") && images.Count == 0)
            fields.Mistake("images", "there is no image.");
        foreach (var group in images.GroupBy(i => i.Id).Where(g => g.Count() > 1))
            fields.Mistake("images", $"{group.Count()} images have the id \"{group.Key}\"; an id names one image.");
        var options = fields.Optional("options")?.Map(unit => unit.Map(v => v.Scalar()));
        var sha256 = fields.Optional("sha256")?.Map(v => v.Text());
        foreach (var (file, hash) in sha256 ?? new Dictionary<string, string>())
            if (!Sha256.IsHash(hash))
                fields.Mistake("sha256", $"\"{hash}\" of \"{file}\" is not a SHA-256; write 64 lower-case hexadecimal digits.");
        foreach (var file in (sha256?.Keys ?? []).Where(IsOutside).Except(FilesOf(images)))
            fields.Mistake("sha256", $"\"{file}\" lies outside the dataset, and no image uses it; "
                + "name files in the folder of the manifest.");
        var presetModels = fields.Optional("presetModels")?.Map(v => v.List(m => m.Text()));
        var notes = fields.Optional("notes")?.Map(v => v.Scalar());
        fields.Close();
        return name is null || target is null
            ? null
            : new DatasetManifest(
                name, description, licence, classes, target.Value, preprocessing, images, options, sha256, notes, presetModels)
            {
                ClassIds = classIds,
            };
    }

    // What a stranger's manifest names would be read, and its hash shown.
    private static bool IsOutside(string file) => Path.IsPathRooted(file) || file.Split('/', '\\').Contains("..");

    private static IEnumerable<string> FilesOf(IEnumerable<DatasetImage> images) => images.SelectMany(image =>
        image.AllRegions.SelectMany(r => r.Files).Prepend(image.Source.File));

    private static List<string> Numbered(IEnumerable<DatasetImage> images)
    {
        var used = images.SelectMany(i => i.Labels.Concat(i.Objects.Select(o => o.Class)).Concat(i.Regions.Select(r => r.Class)));
        return [.. Enumerable.Range(0, used.DefaultIfEmpty(-1).Max() + 1).Select(c => c.ToString(CultureInfo.InvariantCulture))];
    }
}
