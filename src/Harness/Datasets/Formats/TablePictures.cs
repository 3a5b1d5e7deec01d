namespace VisEval.Harness.Datasets.Formats;

/// <summary>The pictures that a table may name: by path, by name in any folder, or without ending.</summary>
/// <param name="root">The dataset's folder.</param>
internal sealed class TablePictures(string root)
{
    private readonly List<string> _files = [.. LayoutPictures.Under(root).Select(p => LayoutFiles.Relative(root, p))];
    private Dictionary<string, string>? _byName;

    /// <summary>The file of a name, relative to the root; null where there is none.</summary>
    public string? Find(string name)
    {
        if (LayoutPictures.Named(root, root, name) is { } direct)
            return direct;
        if (_byName is null)
        {
            _byName = [];
            foreach (var file in _files)
            {
                _byName.TryAdd(Path.GetFileName(file), file);
                _byName.TryAdd(Path.GetFileNameWithoutExtension(file), file);
            }
        }
        return _byName.GetValueOrDefault(Path.GetFileName(name.Replace('\\', '/')));
    }

    /// <summary>The pictures that are not among some.</summary>
    /// <param name="used">Files relative to the root.</param>
    /// <param name="stems">Whether the table names pictures without ending.</param>
    public IReadOnlyList<(string Id, string File)> Others(IEnumerable<string> used, bool stems) =>
    [
        .. _files.Except(used)
            .Select(f => (Id: stems ? Path.GetFileNameWithoutExtension(f) : Path.GetFileName(f), File: f)),
    ];
}
