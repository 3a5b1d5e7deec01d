using System.Text;

namespace VisEval.Harness.Evaluation.Foreign;

/// <summary>What a program writes on one of its streams, put into a file while it runs; a program whose output nobody reads would
/// stop.</summary>
internal sealed class KeptOutput : IDisposable
{
    /// <summary>The most bytes that are kept: a program that writes without end must not fill the disk.</summary>
    public const long Most = 64L << 20;

    /// <summary>The bytes that a failure row shows.</summary>
    public const int Tail = 4096;

    private readonly byte[] _last = new byte[Tail];
    private readonly FileStream _file;
    private long _count;
    private bool _isClosed;

    /// <summary>Begins to read a stream.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="file">Full path of the file.</param>
    public KeptOutput(Stream stream, string file)
    {
        _file = new FileStream(file, FileMode.Create, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
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
                var ordered = new byte[(int)Math.Min(_count, Tail)];
                for (var i = 0; i < ordered.Length; i++)
                    ordered[i] = _last[(_count - ordered.Length + i) % Tail];
                return Encoding.UTF8.GetString(ordered).Trim();
            }
        }
    }

    /// <summary>Waits for the ends of streams. One that could not be kept to its end (the disk is full) is no failure of the
    /// call.</summary>
    /// <param name="longest">The most time that is waited.</param>
    /// <param name="streams">What ends.</param>
    public static void Wait(TimeSpan longest, params Task[] streams)
    {
        try
        {
            Task.WaitAll(streams, longest);
        }
        catch (AggregateException)
        {
            // What was kept is shown.
        }
    }

    /// <summary>Adds bytes that came on another way.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        lock (_last)
        {
            // What a child of the program writes later nobody asks for.
            if (_isClosed)
                return;
            if (_count < Most)
                _file.Write(bytes[..(int)Math.Min(bytes.Length, Most - _count)]);
            foreach (var value in bytes)
                _last[_count++ % Tail] = value;
        }
    }

    /// <summary>Adds what was kept to a log.</summary>
    /// <param name="log">The log.</param>
    /// <param name="title">What stands above it; nothing is written where there is nothing.</param>
    /// <param name="room">The most bytes of it that the log still has room for.</param>
    public void AddTo(Stream log, string title, long room)
    {
        lock (_last)
        {
            if (_count == 0)
                return;
            log.Write(Encoding.UTF8.GetBytes($"-- {title}\n"));
            _file.Position = 0;
            var (buffer, left) = (new byte[1 << 16], Math.Max(0, room));
            for (int read; (read = _file.Read(buffer, 0, (int)Math.Min(buffer.Length, left))) > 0; left -= read)
                log.Write(buffer, 0, read);
            log.Write(Encoding.UTF8.GetBytes(_count > Math.Min(Most, room) ? $"\n-- cut here: it has {_count} bytes\n" : "\n"));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_last)
        {
            _isClosed = true;
            _file.Dispose();
        }
    }

    private void Keep(Stream stream)
    {
        var buffer = new byte[1 << 16];
        for (int read; (read = stream.Read(buffer)) > 0;)
            Add(buffer.AsSpan(0, read));
    }
}
