namespace VisEval.Onnx.Models;

/// <summary>Keeps the programs of a model and of its copies, as far as a memory budget allows; the longest unused go first.</summary>
/// <remarks>A program holds weights in the layout it computes in: dozens of questions to a large network would fill any machine.
/// A program in use is never given up, so the budget can be exceeded for a while.</remarks>
internal sealed class ProgramCache(long budgetBytes) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ProgramKey, Entry> _entries = [];
    private long _clock;
    private bool _disposed;

    /// <summary>The programs kept.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _entries.Count;
        }
    }

    /// <summary>Asks the program that answers a question; makes it where it is not kept.</summary>
    /// <param name="key">The question.</param>
    /// <param name="make">Makes the program.</param>
    /// <param name="ask">Runs it.</param>
    /// <exception cref="ObjectDisposedException">The model was closed.</exception>
    public T Use<T>(ProgramKey key, Func<NetworkProgram> make, Func<NetworkProgram, T> ask)
    {
        Entry entry;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(OnnxModel));
            if (!_entries.TryGetValue(key, out entry!))
                _entries[key] = entry = new Entry(new Lazy<NetworkProgram>(make));
            entry.Users++;
            entry.LastUse = ++_clock;
        }
        try
        {
            var program = entry.Program.Value;
            GiveUp();
            return ask(program);
        }
        finally
        {
            lock (_lock)
            {
                entry.Users--;
                if (entry is { IsDropped: true, Users: 0 })
                    entry.Dispose();
            }
        }
    }

    /// <summary>Gives up programs; one that is being used, when it no longer is.</summary>
    public void Drop(Func<ProgramKey, bool> which)
    {
        lock (_lock)
            foreach (var key in _entries.Keys.Where(which).ToList())
                Remove(key);
    }

    /// <summary>Gives up all; what is being asked is answered, nothing is asked any more.</summary>
    public void Dispose()
    {
        lock (_lock)
            _disposed = true;
        Drop(_ => true);
    }

    private void GiveUp()
    {
        lock (_lock)
        {
            var kept = _entries.Where(e => e.Value.Program.IsValueCreated).ToList();
            var bytes = kept.Sum(e => e.Value.Program.Value.Bytes);
            foreach (var (key, entry) in kept.Where(e => e.Value.Users == 0).OrderBy(e => e.Value.LastUse).ToList())
            {
                if (bytes <= budgetBytes)
                    return;
                bytes -= entry.Program.Value.Bytes;
                Remove(key);
            }
        }
    }

    private void Remove(ProgramKey key)
    {
        if (!_entries.Remove(key, out var entry))
            return;
        entry.IsDropped = true;
        if (entry.Users == 0)
            entry.Dispose();
    }

    private sealed class Entry(Lazy<NetworkProgram> program) : IDisposable
    {
        public Lazy<NetworkProgram> Program { get; } = program;

        public int Users { get; set; }

        public long LastUse { get; set; }

        public bool IsDropped { get; set; }

        public void Dispose()
        {
            if (Program.IsValueCreated)
                Program.Value.Dispose();
        }
    }
}
