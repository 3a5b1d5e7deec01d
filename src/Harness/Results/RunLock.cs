using VisEval.Core;

namespace VisEval.Harness.Results;

/// <summary>Keeps a second process out of a run directory. The system releases it with the process, however that ends.</summary>
internal static class RunLock
{
    /// <summary>Takes the lock until the result is disposed.</summary>
    /// <exception cref="InputException">Another process has it.</exception>
    public static IDisposable Take(string directory)
    {
        var path = Path.Combine(directory, RunFiles.Lock);
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException error)
        {
            throw new InputException(
                $"'{directory}' is in use by another process ({FaultText.Of(error)}). Wait for it to end, or choose another directory with "
                + "--out.", error);
        }
    }
}
