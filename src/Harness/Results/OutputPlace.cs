using System.Globalization;
using VisEval.Core;
using VisEval.Harness.Input;

namespace VisEval.Harness.Results;

/// <summary>Whether results can be written to a place, asked before anything is computed. Nothing stays there.</summary>
internal static class OutputPlace
{
    /// <summary>The bytes that must be free on a disk.</summary>
    public const long LeastFree = 1 << 20;

    private const string Trial = ".viseval.";

    /// <summary>Why a file cannot be written, a sentence; null if it can.</summary>
    /// <param name="path">Full path of the file, there or not.</param>
    public static string? MistakeOfFile(string path) =>
        Guarded(path, () => MistakeOfTarget(path) ?? MistakeOfFolder(Path.GetDirectoryName(SpecialFile.Target(path)) ?? path));

    /// <summary>Why files cannot be written into a folder, a sentence; null if they can.</summary>
    /// <param name="path">Full path of the folder, there or not.</param>
    public static string? MistakeOfFolder(string path) => Guarded(path, () =>
    {
        if (path.Contains('\0', StringComparison.Ordinal))
            return NulIn(path);
        if (File.Exists(path))
            return $"'{path}' is a file; name a folder.";
        var folder = path;
        while (!Directory.Exists(folder))
        {
            if (File.Exists(folder))
                return $"'{path}' cannot be made: '{folder}' is a file. Name another place.";
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException();
        }
        Try(folder, path.Length > folder.Length);
        var disk = new DriveInfo(folder);
        return disk.TotalSize > 0 && disk.AvailableFreeSpace < LeastFree
            ? string.Create(CultureInfo.InvariantCulture,
                $"'{path}' cannot be written: the disk is full ({disk.AvailableFreeSpace} bytes are free, {LeastFree} are needed). "
                + $"Make room, or name another place.")
            : null;
    });

    /// <summary>Why what is at a path cannot be replaced by a file; null if it can, or nothing is there.</summary>
    internal static string? MistakeOfTarget(string path) =>
        path.Contains('\0', StringComparison.Ordinal) ? NulIn(path)
        : Directory.Exists(path) ? $"'{path}' is a folder; name a file, or remove it."
        : SpecialFile.Is(path) ? $"'{path}' is a pipe, a device or a socket; name a regular file."
        : null;

    /// <summary>Whether a file is one that is only made to see whether it can be.</summary>
    internal static bool IsTrial(string file) =>
        file.StartsWith(Trial, StringComparison.Ordinal) && file.EndsWith(AtomicFile.TemporarySuffix, StringComparison.Ordinal);

    private static string NulIn(string path) => $"'{path}': a name cannot hold a NUL character.";

    // Permissions, read-only disks and file systems that hold no files differ by system; trying tells.
    private static void Try(string folder, bool makesFolder)
    {
        var name = Path.Combine(folder, $"{Trial}{Path.GetRandomFileName()}{AtomicFile.TemporarySuffix}");
        if (makesFolder)
        {
            Directory.CreateDirectory(name);
            Directory.Delete(name);
        }
        else
            new FileStream(name, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
    }

    private static string? Guarded(string path, Func<string?> mistake)
    {
        try
        {
            return mistake();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            var why = error is UnauthorizedAccessException ? "permission is denied" : FaultText.Of(error);
            return $"'{path}' cannot be written: {why}. Allow writing there, or name another place.";
        }
    }
}
