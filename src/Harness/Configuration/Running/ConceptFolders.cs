using System.Text;
using VisEval.Harness.Configuration.References;
using VisEval.Harness.Input;

namespace VisEval.Harness.Configuration.Running;

/// <summary>The folders among the concepts of a run, <c>NAME=DIR</c>.</summary>
internal static class ConceptFolders
{
    /// <summary>The concepts with the full paths of their folders, which mean the same wherever the run is repeated.</summary>
    /// <param name="texts">Concepts as written.</param>
    /// <param name="directory">Where relative paths start.</param>
    public static IReadOnlyList<string> Resolved(IReadOnlyList<string> texts, string directory) =>
        [.. texts.Select(text => Split(text) is var (name, path) ? $"{name}={Path.GetFullPath(path, directory)}" : text)];

    /// <summary>SHA-256 of the pictures of all folders, in order; null for none.</summary>
    /// <param name="texts">Concepts with full paths.</param>
    public static string? Sha256Of(IReadOnlyList<string> texts)
    {
        var files = texts.Select(Split).OfType<(string Name, string Path)>().SelectMany(f => ReferenceFolder.PicturesOf(f.Path)).ToList();
        return files.Count == 0 ? null : Sha256.Of(Encoding.UTF8.GetBytes(string.Join('\n', files.Select(Sha256.OfFile))));
    }

    private static (string Name, string Path)? Split(string text) =>
        text.IndexOf('=', StringComparison.Ordinal) is >= 0 and var at ? (text[..at].Trim(), text[(at + 1)..]) : null;
}
