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
    public void AddTo(Stream log, string title)
    {
        lock (_last)
        {
            if (_count == 0)
                return;
            log.Write(Encoding.UTF8.GetBytes($"-- {title}\n"));
            _file.Position = 0;
            _file.CopyTo(log);
            log.Write(Encoding.UTF8.GetBytes(_count > Most ? $"\n-- cut here: it has {_count} bytes\n" : "\n"));
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
