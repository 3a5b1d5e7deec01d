using System.Reflection;
using VisEval.Core;

namespace VisEval.Harness.Datasets.Formats;

/// <summary>The layouts the program knows, found by their <see cref="NamedAttribute"/>.</summary>
/// <param name="all">By name, in the order of names.</param>
internal sealed class DatasetFormats(IReadOnlyDictionary<string, IDatasetFormat> all)
{
    private const int Shown = 3;

    /// <summary>Those that come with VisEval.</summary>
    public static DatasetFormats BuiltIn { get; } = Of(UnitSources.BuiltIn);

    /// <summary>By name, in the order of names.</summary>
    public IReadOnlyDictionary<string, IDatasetFormat> All { get; } = all;

    /// <summary>Those of VisEval and of plug-ins.</summary>
    public static DatasetFormats Of(UnitSources sources) => new(new SortedDictionary<string, IDatasetFormat>(
        sources.For(typeof(IDatasetFormat)).SelectMany(a => a.GetTypes())
            .Where(t => t is { IsAbstract: false, IsInterface: false } && t.IsAssignableTo(typeof(IDatasetFormat)))
            .Where(t => t.IsDefined(typeof(NamedAttribute)))
            .ToDictionary(t => t.GetCustomAttribute<NamedAttribute>()!.Name, t => (IDatasetFormat)Activator.CreateInstance(t)!),
        StringComparer.Ordinal));

    /// <summary>The layout of a folder or file.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="name">Its name, where the user said it; else it is recognized.</param>
    /// <exception cref="InputException">There is no such layout, or none, or more than one, is recognized.</exception>
    public IDatasetFormat For(string path, string? name = null)
    {
        var known = string.Join(", ", All.Keys);
        if (name is not null)
            return All.TryGetValue(name, out var named)
                ? named
                : throw new InputException(
                    $"--dataset-format {name}: there is no such dataset format. {Suggestions.Sentence(name, [.. All.Keys])}");
        return All.Where(f => f.Value.Recognizes(path)).ToList() switch
        {
            [var only] => only.Value,
            [] => throw new InputException(
                $"{path}: this is no dataset in a known format ({known}) and holds no dataset.json{Found(path)}; name the format with "
                + "--dataset-format."),
            var several => throw new InputException(
                $"{path}: this can be read as {string.Join(" or as ", several.Select(f => f.Key))}; choose one with --dataset-format."),
        };
    }

    // What there is instead tells why no layout fits.
    private static string Found(string path)
    {
        if (!Directory.Exists(path))
            return "";
        var folders = LayoutPictures.Folders(path);
        var without = folders.Where(f => !LayoutPictures.Any(f)).Select(f => Path.GetFileName(f)).ToList();
        var (pictures, files) = (LayoutPictures.In(path).Count, Directory.EnumerateFiles(path).Count());
        return $" (there are {pictures} pictures, {files - pictures} other files and {folders.Count} folders"
            + (without.Count == 0 ? ")" : $", of which {string.Join(", ", without.Take(Shown))}{(without.Count > Shown ? ", …" : "")} "
                + "directly hold no picture)");
    }
}
