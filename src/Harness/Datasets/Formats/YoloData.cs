using VisEval.Core;
using VisEval.Harness.Input;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace VisEval.Harness.Datasets.Formats;

/// <summary>What a data.yaml says.</summary>
/// <param name="Names">The classes.</param>
/// <param name="Splits">The pictures of <c>val</c>, <c>test</c> and <c>train</c>, full paths, where they are.</param>
/// <param name="Problems">What is named but not there.</param>
internal sealed record YoloData(
    IReadOnlyList<string> Names, IReadOnlyList<(string Split, IReadOnlyList<string> Pictures)> Splits, IReadOnlyList<string> Problems)
{
    private static readonly string[] Known = ["val", "test", "train"];

    // A file of settings is short; an alias in a long one could stand for any number of others.
    private const int LongestFile = 1 << 20;
    private const int MostClasses = 100_000;

    private string[] _folders = [];

    /// <summary>The .yaml files of a folder, or the file itself.</summary>
    public static IReadOnlyList<string> FilesOf(string path) =>
        File.Exists(path) ? [.. new[] { path }.Where(IsYaml)]
        : Directory.Exists(path) ? LayoutFiles.Files(path, ".yaml", ".yml")
        : [];

    /// <summary>Whether a file has the fields of a data.yaml, told by its lines.</summary>
    public static bool IsLikely(string path) =>
        new FileInfo(path).Length <= LongestFile && InputFile.ReadLines(path) is var lines
        && lines.Any(l => l.StartsWith("names:", StringComparison.Ordinal))
        && Known.Any(k => lines.Any(l => l.StartsWith(k + ":", StringComparison.Ordinal)));

    /// <summary>Reads a data.yaml and finds its pictures.</summary>
    /// <exception cref="InputException">It is no YAML, names no class, or no pictures are found.</exception>
    public static YoloData Read(string path)
    {
        var fields = Fields(path);
        var folder = Path.GetDirectoryName(path)!;
        var root = Text(fields, "path") is { Length: > 0 } stated && Directory.Exists(Path.GetFullPath(stated, folder))
            ? Path.GetFullPath(stated, folder)
            : folder;
        var (splits, folders) = (new List<(string, IReadOnlyList<string>)>(), new List<string>());
        foreach (var split in Known)
        {
            var places = Items(fields, split).Select(p => Path.GetFullPath(p, root)).ToList();
            folders.AddRange(places.Where(Directory.Exists));
            if (places.SelectMany(PicturesAt).ToList() is { Count: > 0 } pictures)
                splits.Add((split, pictures));
        }
        if (splits.Count == 0)
            throw new InputException(
                $"{path}: none of {string.Join(", ", Known.SelectMany(k => Items(fields, k)))} holds a picture below {root}.");
        return new YoloData(NamesOf(fields, path), splits, []) { _folders = [.. folders] };
    }

    /// <summary>The id of a picture: its path in the folder of its split.</summary>
    public string IdOf(string picture) =>
        _folders.FirstOrDefault(f => picture.StartsWith(f.TrimEnd('/') + "/", StringComparison.Ordinal)) is { } folder
            ? LayoutFiles.Relative(folder, picture)
            : Path.GetFileName(picture);

    // A text file lists pictures, one a line.
    private static IEnumerable<string> PicturesAt(string place) =>
        Directory.Exists(place) ? LayoutPictures.Under(place)
        : File.Exists(place) && Path.GetExtension(place) == ".txt"
            ? InputFile.ReadLines(place).Select(l => l.Trim()).Where(l => l.Length > 0)
                .Select(l => Path.GetFullPath(l, Path.GetDirectoryName(place)!)).Where(File.Exists)
            : [];

    private static List<string> NamesOf(YamlMappingNode fields, string path)
    {
        var names = Field(fields, "names") switch
        {
            YamlSequenceNode list => [.. list.Children.Select(n => n.ToString())],
            YamlMappingNode map => ByIndex(map, path),
            _ => new List<string>(),
        };
        return names.Count > 0 ? names : throw new InputException($"{path}: names is empty; list the classes, or write index: name.");
    }

    private static List<string> ByIndex(YamlMappingNode map, string path)
    {
        var byIndex = new Dictionary<int, string>();
        foreach (var (key, value) in map.Children)
            if (int.TryParse(key.ToString(), out var index) && index is >= 0 and < MostClasses)
                byIndex[index] = value.ToString();
            else
                throw new InputException($"{path}: names: {key} is no class index, 0 to {MostClasses - 1}.");
        return [.. Enumerable.Range(0, byIndex.Keys.DefaultIfEmpty(-1).Max() + 1).Select(i => byIndex.GetValueOrDefault(i, $"{i}"))];
    }

    private static YamlMappingNode Fields(string path)
    {
        try
        {
            using var text = new StringReader(InputFile.ReadText(path));
            var yaml = new YamlStream();
            yaml.Load(text);
            return yaml.Documents is [var document, ..] && document.RootNode is YamlMappingNode fields
                ? fields
                : throw new InputException($"{path}: the file must hold fields, written name: value.");
        }
        catch (YamlException exception)
        {
            throw new InputException(
                $"{path}: not valid YAML (line {exception.Start.Line}, column {exception.Start.Column}).", exception);
        }
    }

    private static string? Text(YamlMappingNode fields, string name) => (Field(fields, name) as YamlScalarNode)?.Value;

    private static YamlNode? Field(YamlMappingNode fields, string name) =>
        fields.Children.TryGetValue(new YamlScalarNode(name), out var value) ? value : null;

    private static IEnumerable<string> Items(YamlMappingNode fields, string name) => Field(fields, name) switch
    {
        YamlSequenceNode list => list.Children.OfType<YamlScalarNode>().Select(n => n.Value).OfType<string>().Where(t => t.Length > 0),
        YamlScalarNode { Value: { Length: > 0 } text } => [text],
        _ => [],
    };

    private static bool IsYaml(string path) => Path.GetExtension(path) is ".yaml" or ".yml";
}
