using System.Text;
using VisEval.Core;
using VisEval.Harness.Input;

namespace VisEval.Harness.Results;

/// <summary>Writes files that are either whole or not there: a temporary file beside the target, renamed when it is complete.</summary>
internal static class AtomicFile
{
    /// <summary>What the name of a file being written ends with.</summary>
    public const string TemporarySuffix = ".tmp";

    private const int Random = 8;

    /// <summary>Replaces <paramref name="path"/> by what <paramref name="write"/> puts into the stream; where it is a link, what that leads
    /// to.</summary>
    /// <exception cref="InputException">It is a folder, a pipe, a device or a socket.</exception>
    /// <exception cref="OutputException">The system does not let it be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        var target = Guarded(path, () => Replaceable(path));
        // Of its own name, so that several processes may write the same file; the last one stands.
        var temporary = $"{target}.{Path.GetRandomFileName()[..Random]}{TemporarySuffix}";
        try
        {
            Guarded(path, () =>
            {
                using (var stream = new FileStream(temporary, FileMode.CreateNew))
                {
                    write(stream);
                    stream.Flush(flushToDisk: true);
                }
                File.Move(temporary, target, overwrite: true);
                return target;
            });
        }
        catch
        {
            if (File.Exists(temporary))
                File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Replaces <paramref name="path"/> by a text in UTF-8; makes the folder if it is not there.</summary>
    public static void Write(string path, string text)
    {
        Guarded(path, () => Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!));
        Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>Whether a file is what a process that was killed left of writing another.</summary>
    /// <param name="file">The name of the file.</param>
    /// <param name="name">The name of the other.</param>
    internal static bool IsLeftOf(string file, string name) =>
        file.StartsWith(name + ".", StringComparison.Ordinal) && file.EndsWith(TemporarySuffix, StringComparison.Ordinal)
        && file.Length - name.Length - TemporarySuffix.Length is 0 or Random + 1;

    private static string Replaceable(string path) =>
        OutputPlace.MistakeOfTarget(path) is { } mistake ? throw new InputException(mistake) : SpecialFile.Target(path);

    private static T Guarded<T>(string path, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception error) when (error is (IOException or UnauthorizedAccessException) and not OutputException)
        {
            throw OutputException.Of(path, error);
        }
    }
}
