using System.Text;

namespace VisEval.Harness.Results;

/// <summary>Writes files that are either whole or not there: a temporary file beside the target, renamed when it is complete.</summary>
public static class AtomicFile
{
    /// <summary>What the name of a file being written ends with.</summary>
    public const string TemporarySuffix = ".tmp";

    /// <summary>Replaces <paramref name="path"/> by what <paramref name="write"/> puts into the stream.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        var temporary = path + TemporarySuffix;
        using (var stream = File.Create(temporary))
        {
            write(stream);
            stream.Flush(flushToDisk: true);
        }
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Replaces <paramref name="path"/> by a text in UTF-8; makes the folder if it is not there.</summary>
    public static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
    }
}
