using System.Security.Cryptography;
using VisEval.Core;

namespace VisEval.Harness.Results;

/// <summary>Keeps a second process out of a run directory. The system releases it with the process, however that ends.</summary>
internal sealed class RunLock : IDisposable
{
    private readonly FileStream _file;

    private RunLock(FileStream file) => _file = file;

    /// <summary>Takes the lock until the result is disposed.</summary>
    /// <exception cref="InputException">Another process has it.</exception>
    public static IDisposable Take(string directory)
    {
        var path = Path.Combine(directory, RunFiles.Lock);
        // Who held the lock may have removed its file between our opening and our locking it; then that file locks nobody out.
        FileStream file;
        while (!IsAt(path, file = Open(directory, path)))
            file.Dispose();
        return new RunLock(file);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Windows removes it when it is closed, and lets nobody remove an open file.
        if (!OperatingSystem.IsWindows())
            File.Delete(_file.Name);
        _file.Dispose();
    }

    private static FileStream Open(string directory, string path)
    {
        try
        {
            return new FileStream(
                path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1,
                OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new InputException(OutputException.Of(path, error).Message, error);
        }
        catch (IOException error)
        {
            throw new InputException(
                $"'{directory}' is in use by another process ({FaultText.Of(error)}). Wait for it to end, or choose another "
                + "directory.", error);
        }
    }

    // A time that no other file has tells whether a path still leads to an open file.
    private static bool IsAt(string path, FileStream file)
    {
        var mark = DateTime.UnixEpoch.AddSeconds(RandomNumberGenerator.GetInt32(int.MaxValue));
        File.SetLastWriteTimeUtc(file.SafeFileHandle, mark);
        return File.GetLastWriteTimeUtc(path) == mark;
    }
}
