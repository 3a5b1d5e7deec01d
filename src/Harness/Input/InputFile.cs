using VisEval.Core;

namespace VisEval.Harness.Input;

/// <summary>The one way in which files that users name are opened.</summary>
/// <remarks>Opening a pipe waits for ever, a device has no end. Both, as sockets, say that they hold no bytes; so nothing that is said to
/// be empty is opened, and never more is read than a file is said to hold.</remarks>
internal static class InputFile
{
    private const int Buffer = 1 << 16;

    /// <summary>Opens a file for reading.</summary>
    /// <param name="path">The file, or a link to it.</param>
    /// <exception cref="InputException">There is no such file, it is a folder, a pipe, a device, a socket, empty, or cannot be
    /// read.</exception>
    public static FileStream Open(string path) => Guarded(path, () =>
        Refusal(path) is { } refusal
            ? throw Unreadable(path, refusal)
            : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, Buffer));

    /// <summary>The bytes of a file.</summary>
    /// <exception cref="InputException">As for <see cref="Open"/>, or it holds more bytes than an array.</exception>
    public static byte[] Read(string path) => Guarded(path, () =>
    {
        using var file = Open(path);
        if (file.Length > Array.MaxLength)
            throw Unreadable(path, $"it holds {file.Length} bytes; at most {Array.MaxLength} are read.");
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    });

    /// <summary>The text of a file, UTF-8 unless a byte order mark says otherwise.</summary>
    /// <exception cref="InputException">As for <see cref="Read"/>.</exception>
    public static string ReadText(string path)
    {
        using var text = new StreamReader(new MemoryStream(Read(path), writable: false));
        return text.ReadToEnd();
    }

    /// <summary>The lines of a text file; unlike for <see cref="Read"/>, a regular file may be empty, and then has none.</summary>
    /// <exception cref="InputException">As for <see cref="Read"/>, or it is no text.</exception>
    public static IReadOnlyList<string> ReadLines(string path)
    {
        if (IsEmpty(path))
            return [];
        var content = ReadText(path);
        if (content.Contains('\0', StringComparison.Ordinal))
            throw Unreadable(path, "it holds a NUL character; a text file is needed.");
        using var text = new StringReader(content);
        var lines = new List<string>();
        while (text.ReadLine() is { } line)
            lines.Add(line);
        return lines;
    }

    /// <summary>The first bytes of a file, all where it is shorter; a regular file may be empty.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">How many.</param>
    /// <exception cref="InputException">As for <see cref="Open"/>.</exception>
    public static byte[] ReadStart(string path, int most) => IsEmpty(path) ? [] : Guarded(path, () =>
    {
        using var file = Open(path);
        var bytes = new byte[Math.Min(most, file.Length)];
        file.ReadExactly(bytes);
        return bytes;
    });

    /// <summary>Refuses what <see cref="Open"/> would refuse, for files that something else opens.</summary>
    /// <exception cref="InputException">As for <see cref="Open"/>.</exception>
    public static void Check(string path)
    {
        using var file = Open(path);
    }

    private static bool IsEmpty(string path) => Guarded(path, () =>
        File.Exists(path) && new FileInfo(SpecialFile.Target(path)) is { Exists: true, Length: 0 } && !SpecialFile.Is(path));

    private static string? Refusal(string path)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
            return "the name holds a NUL character.";
        if (Directory.Exists(path))
            return "it is a folder; name a file.";
        // Of a link, the length is that of the name it holds.
        var file = File.ResolveLinkTarget(path, returnFinalTarget: true) as FileInfo ?? new FileInfo(path);
        return !file.Exists ? "there is no such file."
            : file.Length == 0 ? "it is empty, or no regular file but a pipe, a device or a socket; name a file with content."
            : null;
    }

    private static T Guarded<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, FaultText.Of(exception), exception);
        }
    }

    private static InputException Unreadable(string path, string why, Exception? cause = null) =>
        new($"{path}: the file cannot be read: {why}", cause);
}
