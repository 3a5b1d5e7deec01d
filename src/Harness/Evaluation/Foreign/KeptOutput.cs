using System.Text;

namespace VisEval.Harness.Evaluation.Foreign;

/// <summary>What a program writes on one of its streams, put into a file while it runs; a program whose output nobody reads would
/// stop.</summary>
internal sealed class KeptOutput
{
    /// <summary>The most bytes of one call that are kept: a program that writes without end must not fill the disk.</summary>
    public const long Most = 64L << 20;

    /// <summary>The bytes that a failure row shows.</summary>
    public const int Tail = 4096;

    private readonly byte[] _last = new byte[Tail];
    private readonly string _file;
    private long _count;

    /// <summary>Begins to read a stream.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="file">Full path of the file.</param>
    public KeptOutput(Stream stream, string file)
    {
        _file = file;
        Ended = Task.Run(() => Keep(stream));
    }

    /// <summary>Ends when the stream does.</summary>
    public Task Ended { get; }

    /// <summary>The last bytes as text; empty where nothing was written.</summary>
    public string LastText
    {
        get
        {
            lock (_last)
            {
                var length = (int)Math.Min(_count, Tail);
                var ordered = new byte[length];
                for (var i = 0; i < length; i++)
                    ordered[i] = _last[(_count - length + i) % Tail];
                return Encoding.UTF8.GetString(ordered).Trim();
            }
        }
    }

    /// <summary>Adds what was kept to a log.</summary>
    /// <param name="log">The log.</param>
    /// <param name="title">What stands above it; nothing is written where there is nothing.</param>
    public void AddTo(Stream log, string title)
    {
        if (_count == 0)
            return;
        log.Write(Encoding.UTF8.GetBytes($"-- {title}\n"));
        using (var kept = new FileStream(_file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
            kept.CopyTo(log);
        log.Write(Encoding.UTF8.GetBytes(_count > Most ? $"\n-- cut here: it has {_count} bytes\n" : "\n"));
    }

    private void Keep(Stream stream)
    {
        using var file = new FileStream(_file, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        var buffer = new byte[1 << 16];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            if (_count < Most)
                file.Write(buffer, 0, (int)Math.Min(read, Most - _count));
            lock (_last)
                for (var i = 0; i < read; i++)
                    _last[_count++ % Tail] = buffer[i];
        }
    }
}
