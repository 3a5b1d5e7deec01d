using System.Formats.Tar;

namespace VisEval.Harness.Input;

/// <summary>Tells pipes, devices and sockets from files: what opens one of the first waits for ever or reads without an end, and what
/// renames a file over one takes it from every program.</summary>
internal static class SpecialFile
{
    /// <summary>Whether there is something at a path that is neither a regular file nor a folder.</summary>
    /// <param name="path">The path; of a link, what it leads to counts.</param>
    /// <exception cref="IOException">It cannot be looked at.</exception>
    public static bool Is(string path)
    {
        var target = Target(path);
        // Special files say that they hold nothing.
        return File.Exists(target) && new FileInfo(target).Length == 0 && !IsRegular(target);
    }

    /// <summary>What a path leads to behind all links; the path itself where it is none.</summary>
    public static string Target(string path) =>
        new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;

    // The runtime tells the kind of a file nowhere but in the entries of tar archives, and opens none but regular files for these.
    private static bool IsRegular(string path)
    {
        using var archive = new MemoryStream();
        try
        {
            using var writer = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true);
            writer.WriteEntry(path, "file");
        }
        // Sockets have no entry: that is no error of the system, and so has no number of its own.
        catch (IOException error) when (error.HResult == new IOException().HResult)
        {
            return false;
        }
        // It was to be opened, so it is a regular file: one that is locked or may not be read.
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return true;
        }
        archive.Position = 0;
        using var reader = new TarReader(archive);
        return reader.GetNextEntry()?.EntryType is TarEntryType.RegularFile;
    }
}
