using System.IO.Compression;
using VisEval.Core;
using VisEval.Harness.Input;

namespace VisEval.Harness.Results.Bundles;

/// <summary>The entries of a bundle, unpacked and checked.</summary>
internal static class BundleEntries
{
    // A bundle that unpacks to more than this is no honest one; .NET holds no larger array either.
    private const long MostBytes = 1L << 30;
    private const long MostManifest = 1 << 20;

    /// <summary>The manifest's bytes.</summary>
    /// <exception cref="InputException">There is not exactly one.</exception>
    public static byte[] Manifest(ZipArchive archive) => Named(archive, BundleManifest.Name) is [var entry]
        ? Unpacked(entry, MostManifest)
        : throw new InputException($"this is a zip archive, but no bundle: there is not one {BundleManifest.Name} in it.");

    /// <summary>Every entry of the manifest.</summary>
    /// <exception cref="DamagedBundleException">Everything that is not as the manifest says.</exception>
    public static Dictionary<string, byte[]> Checked(ZipArchive archive, BundleManifest manifest)
    {
        var (kept, wrong) = (new Dictionary<string, byte[]>(), new List<string>());
        var names = manifest.Entries.Select(e => e.Name).Concat(archive.Entries.Select(e => e.FullName)).Distinct();
        foreach (var name in names.Where(n => n != BundleManifest.Name))
            if ((manifest.Entries.Where(e => e.Name == name).ToList(), Named(archive, name)) is not ([var stated], [var entry]))
                wrong.Add($"{name} is not once in the archive and once in the manifest.");
            else if (stated.Bytes is < 0 or > MostBytes)
                wrong.Add($"{name} is said to be {stated.Bytes} bytes long; at most {MostBytes} are read.");
            else if ((kept[name] = Unpacked(entry, stated.Bytes)) is var content && Sha256.Of(content) is var hash && hash != stated.Sha256)
                wrong.Add($"the SHA-256 of {name} is {hash}, the manifest says {stated.Sha256}.");
        return wrong.Count == 0 ? kept : throw new DamagedBundleException(wrong);
    }

    /// <summary>An entry that every bundle has.</summary>
    /// <exception cref="DamagedBundleException">It is missing.</exception>
    public static byte[] Of(Dictionary<string, byte[]> entries, string name) =>
        entries.TryGetValue(name, out var content) ? content : throw new DamagedBundleException([$"{name} is missing."]);

    private static List<ZipArchiveEntry> Named(ZipArchive archive, string name) => [.. archive.Entries.Where(e => e.FullName == name)];

    // No more than a little beyond what is expected is unpacked, whatever the archive says of itself.
    private static byte[] Unpacked(ZipArchiveEntry entry, long expected)
    {
        try
        {
            using var stream = entry.Open();
            using var content = new MemoryStream();
            var buffer = new byte[1 << 16];
            while (content.Length <= expected && stream.Read(buffer) is > 0 and var count)
                content.Write(buffer, 0, count);
            return content.ToArray();
        }
        catch (InvalidDataException error)
        {
            throw new DamagedBundleException([$"{entry.FullName} cannot be unpacked: {FaultText.Of(error)}"]);
        }
    }
}
