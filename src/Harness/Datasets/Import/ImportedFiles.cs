using System.Text.Json.Nodes;
using VisEval.Harness.Input;

namespace VisEval.Harness.Datasets.Import;

/// <summary>The files of a manifest that is written: those below it stay where they are, others go to a folder beside it.</summary>
/// <param name="source">The folder of the dataset that is taken over.</param>
/// <param name="manifest">Full path of the manifest.</param>
internal sealed class ImportedFiles(string source, string manifest)
{
    private readonly string _folder = Path.GetDirectoryName(manifest)!;
    private readonly string _beside = Path.GetFileNameWithoutExtension(manifest) + "-files";
    private readonly SortedDictionary<string, string> _hashes = new(StringComparer.Ordinal);

    /// <summary>The name of a file of the dataset in the manifest.</summary>
    public string Keep(string file)
    {
        var path = Path.GetFullPath(file, source);
        var name = Path.GetRelativePath(_folder, path).Replace('\\', '/');
        if (name.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(name))
        {
            name = $"{_beside}/{file.Replace("../", "", StringComparison.Ordinal).TrimStart('/')}";
            if (!_hashes.ContainsKey(name))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder, name))!);
                File.Copy(path, Path.Combine(_folder, name), overwrite: true);
            }
        }
        if (!_hashes.ContainsKey(name))
            _hashes[name] = Sha256.OfFile(Path.Combine(_folder, name));
        return name;
    }

    /// <summary>Writes a file beside the manifest.</summary>
    /// <param name="kind">The folder in that beside the manifest.</param>
    /// <param name="name">Its name, unique among its kind.</param>
    /// <param name="content">Its bytes.</param>
    /// <returns>Its name in the manifest.</returns>
    public string Write(string kind, string name, byte[] content)
    {
        var file = $"{_beside}/{kind}/{name}";
        Directory.CreateDirectory(Path.Combine(_folder, _beside, kind));
        File.WriteAllBytes(Path.Combine(_folder, file), content);
        _hashes[file] = Sha256.Of(content);
        return file;
    }

    /// <summary>SHA-256 of every file, by name.</summary>
    public JsonObject Hashes() => new(_hashes.Select(h => KeyValuePair.Create(h.Key, (JsonNode?)h.Value)));
}
