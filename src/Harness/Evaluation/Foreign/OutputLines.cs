namespace VisEval.Harness.Evaluation.Foreign;

/// <summary>The lines of a stream in bounded memory: a program that never ends a line must not fill it.</summary>
internal static class OutputLines
{
    /// <summary>The most bytes of a line.</summary>
    public const int Longest = 1 << 20;

    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';

    /// <summary>The lines, without their ends; the last may have none. One that is longer than allowed has a byte more than
    /// <see cref="Longest"/>, and is the last that is given: the rest of the stream is read and thrown away.</summary>
    /// <param name="stream">The stream.</param>
    public static IEnumerable<byte[]> Of(Stream stream)
    {
        var (buffer, line, isOver) = (new byte[1 << 16], new MemoryStream(), false);
        for (int read; (read = stream.Read(buffer)) > 0;)
            for (var start = 0; !isOver && start < read;)
            {
                var feed = Array.IndexOf(buffer, LineFeed, start, read - start);
                var end = feed < 0 ? read : feed;
                line.Write(buffer, start, (int)Math.Min(end - start, Longest + 1 - line.Length));
                start = end + 1;
                isOver = line.Length > Longest;
                if (feed >= 0 || isOver)
                    yield return Taken(line);
            }
        if (line.Length > 0)
            yield return Taken(line);
    }

    private static byte[] Taken(MemoryStream line)
    {
        var bytes = line.ToArray();
        line.SetLength(0);
        return bytes is [.., CarriageReturn] && bytes.Length <= Longest ? bytes[..^1] : bytes;
    }
}
