using System.IO.Compression;
using System.Text;
using VisEval.Harness.Input;
using VisEval.Harness.Results.Bundles;

namespace VisEval.Tests.Testing;

/// <summary>What somebody might do to a bundle.</summary>
internal static class BundleEdits
{
    /// <summary>The text of an entry.</summary>
    public static string Text(string path, string entry)
    {
        using var archive = ZipFile.OpenRead(path);
        using var reader = new StreamReader(archive.GetEntry(entry)!.Open());
        return reader.ReadToEnd();
    }

    /// <summary>Changes an entry; <paramref name="fixHashes"/> also writes its new hash into the manifest.</summary>
    public static void Change(string path, string entry, Func<string, string> change, bool fixHashes = false)
    {
        var content = Encoding.UTF8.GetBytes(change(Text(path, entry)));
        var manifest = BundleManifest.Read(Encoding.UTF8.GetBytes(Text(path, BundleManifest.Name)));
        using var archive = ZipFile.Open(path, ZipArchiveMode.Update);
        Replace(archive, entry, content);
        if (fixHashes)
            Replace(archive, BundleManifest.Name, (manifest with
            {
                Entries =
                [
                    .. manifest.Entries.Select(
                        e => e.Name == entry ? new BundleEntry(entry, content.LongLength, Sha256.Of(content)) : e),
                ],
            }).Write());
    }

    /// <summary>Replaces a line of an entry that holds a text.</summary>
    public static Func<string, string> Line(string holding, Func<string, string> change) => text =>
    {
        var lines = text.Split("\r\n");
        var place = Array.FindIndex(lines, l => l.Contains(holding, StringComparison.Ordinal));
        Assert.That(place, Is.Positive, $"no line holds {holding}");
        lines[place] = change(lines[place]);
        return string.Join("\r\n", lines.Where(l => l != "(gone)"));
    };

    private static void Replace(ZipArchive archive, string name, byte[] content)
    {
        archive.GetEntry(name)!.Delete();
        using var stream = archive.CreateEntry(name).Open();
        stream.Write(content);
    }
}
