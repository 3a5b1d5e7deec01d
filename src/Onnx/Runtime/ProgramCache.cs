namespace VisEval.Onnx.Runtime;

/// <summary>Keeps the programs of a model, and of its randomized copies, as far as a memory budget allows; the longest unused go first.</summary>
/// <remarks>A program holds its own copy of the weights and the memory of its largest run: dozens of questions to a large network would fill any machine.
/// A program in use is never given up, so the budget can be exceeded for a while.</remarks>
internal sealed class ProgramCache(long budgetBytes) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(object Owner, string Question), Entry> _entries = [];
    private long _clock;

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
    /// <param name="owner">The model or copy whose question it is.</param>
    /// <param name="question">The question, told apart from the owner's others by its text.</param>
    /// <param name="make">Makes the program.</param>
    /// <param name="ask">Runs it.</param>
    public T Use<T>(object owner, string question, Func<NetworkProgram> make, Func<NetworkProgram, T> ask)
    {
        var key = (owner, question);
        Entry entry;
        lock (_lock)
        {
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
                entry.Users--;
        }
    }

    /// <summary>Gives up the programs of one owner.</summary>
    public void Drop(object owner)
    {
        lock (_lock)
            foreach (var key in _entries.Keys.Where(k => ReferenceEquals(k.Owner, owner)).ToList())
                Remove(key);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
            foreach (var key in _entries.Keys.ToList())
                Remove(key);
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

    private void Remove((object Owner, string Question) key)
    {
        if (_entries.Remove(key, out var entry) && entry.Program.IsValueCreated)
            entry.Program.Value.Dispose();
    }

    private sealed class Entry(Lazy<NetworkProgram> program)
    {
        public Lazy<NetworkProgram> Program { get; } = program;

        public int Users { get; set; }

        public long LastUse { get; set; }
    }
}
