using VisEval.Core;
using VisEval.Harness.Input;

namespace VisEval.Harness.Datasets;

/// <summary>Reads dataset.json and checks everything that needs no other file.</summary>
public static class DatasetReader
{
    private static readonly Dictionary<string, TargetChoice> TargetChoices =
        new() { ["top-1"] = TargetChoice.Top1, ["labels"] = TargetChoice.Labels };

    /// <summary>Reads a manifest.</summary>
    /// <param name="path">A dataset.json, or the folder that holds it.</param>
    /// <exception cref="InputException">Every mistake: fields, labels, boxes, ids.</exception>
    public static Dataset Read(string path)
    {
        var file = Path.GetFullPath(Directory.Exists(path) ? Path.Combine(path, "dataset.json") : path);
        var content = InputFile.Read(file);
        var mistakes = new Mistakes();
        var manifest = Manifest(JsonFile.Parse(file, content, mistakes));
        mistakes.ThrowIfAny();
        return new Dataset(manifest!, file, Sha256.Of(content));
    }

    private static DatasetManifest? Manifest(JsonFields fields)
    {
        var name = fields.Required("name")?.Text();
        if (name is not null && !IsName(name))
            fields.Mistake("name", $"\"{name}\" is not allowed; a name is lower-case letters, "
                + "digits, '-', '_' and '.', and begins with a letter or digit.");
        var description = fields.Optional("description")?.Text() ?? "";
        var licence = fields.Optional("licence")?.Text() ?? "";
        var classes = fields.Required("classes")?.List(v => v.Text()) ?? [];
        var classIds = fields.Optional("classIds")?.List(v => v.Text());
        if (classIds is not null && classIds.Count != classes.Count)
            fields.Mistake("classIds", $"there are {classIds.Count} ids for {classes.Count} classes; one for each is needed.");
        var target = fields.Optional("target") is { } choice ? choice.Choice(TargetChoices) : TargetChoice.Top1;
        var preprocessing = fields.Optional("preprocessing") is { } given ? PreprocessingReader.Read(given) : null;
        var images = fields.Required("images")?
            .List(v => DatasetImageReader.Read(v, classes.Count, needsLabel: target == TargetChoice.Labels)) ?? [];
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

    // The name becomes part of a folder's.
    private static bool IsName(string name) =>
        name.Length > 0 && char.IsAsciiLetterOrDigit(name[0])
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' or '.');
}
