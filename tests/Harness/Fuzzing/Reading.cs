using VisEval.Core;

namespace VisEval.Tests.Harness.Fuzzing;

/// <summary>Reads a broken file, and says what should not have come out of it.</summary>
internal static class Reading
{
    /// <summary>What is wrong with how a file was read; null where it was read, or refused with a sentence that names it.</summary>
    /// <param name="reader">The name of one of <see cref="Readers"/>.</param>
    /// <param name="path">The file.</param>
    public static string? Fault(string reader, string path)
    {
        try
        {
            Readers.All.Single(r => r.Name == reader).Read(path);
            return null;
        }
        catch (InputException error)
        {
            // A manifest's mistake may lie in a file that it names.
            return error.Errors.All(e => e.Contains(Path.GetDirectoryName(path)!, StringComparison.Ordinal))
                ? null
                : $"does not name the file: {error.Message}";
        }
        catch (Exception error)
        {
            return $"{error.GetType().Name}: {error.Message.ReplaceLineEndings(" ")} "
                + $"{error.StackTrace?.Split('\n').FirstOrDefault(l => l.Contains("VisEval", StringComparison.Ordinal))?.Trim()}";
        }
    }
}
