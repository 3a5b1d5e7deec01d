using System.Diagnostics;
using System.Globalization;

namespace VisEval.Harness.Evaluation.Foreign;

/// <summary>A temporary folder of a command. It is gone after use; where VisEval was killed, a later run removes it.</summary>
/// <remarks>Whose folder it is says its name (the number of the process) and a file in it that is held locked: a number alone is used
/// again, and in a container it is that of somebody else.</remarks>
internal sealed class CallFolder : IDisposable
{
    private const string Prefix = "viseval-external-";
    private const string Held = ".in-use";

    private readonly FileStream _held;

    /// <summary>Makes a folder.</summary>
    public CallFolder()
    {
        Path = Directory.CreateTempSubdirectory(string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-")).FullName;
        _held = Hold(Path, FileMode.CreateNew);
    }

    /// <summary>Full path of the folder.</summary>
    public string Path { get; }

    /// <summary>Removes the folder. What cannot be removed (the command has removed it, or a daemon of it still writes) is no
    /// failure and must hide none: it is left to a later run.</summary>
    public void Dispose()
    {
        _held.Dispose();
        Remove(Path);
    }

    /// <summary>Removes what killed processes have left.</summary>
    /// <param name="place">The folder of temporary folders.</param>
    public static void RemoveLeft(string place)
    {
        try
        {
            foreach (var folder in Directory.GetDirectories(place, Prefix + "*"))
                if (!Lives(System.IO.Path.GetFileName(folder)) && !IsHeld(folder))
                    Remove(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Tidying up is no reason to stop a run.
        }
    }

    private static FileStream Hold(string folder, FileMode mode) =>
        new(System.IO.Path.Combine(folder, Held), mode, FileAccess.ReadWrite, FileShare.None);

    // A folder without a number is none of ours.
    private static bool Lives(string name)
    {
        if (!int.TryParse(name[Prefix.Length..].Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return true;
        try
        {
            using var owner = Process.GetProcessById(id);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static bool IsHeld(string folder)
    {
        try
        {
            using var held = Hold(folder, FileMode.Open);
            return false;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Where there is no such file, its owner is about to make it.
            return true;
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            // The file that tells whose it is goes last: what is left by half can then be removed later.
            foreach (var entry in Directory.GetFileSystemEntries(folder).Where(e => System.IO.Path.GetFileName(e) != Held))
                if (Directory.Exists(entry))
                    Directory.Delete(entry, recursive: true);
                else
                    File.Delete(entry);
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // See Dispose.
        }
    }
}
