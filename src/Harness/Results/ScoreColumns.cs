using System.Collections;
using System.Runtime.InteropServices;

namespace VisEval.Harness.Results;

/// <summary>Numbers of a run, 16 bytes each: what many have in common (method, metric, image, name, state) is held once.</summary>
/// <remarks>Rows are made when they are asked for. Fastest where rows of the same dataset, network, method and metric follow each other, as
/// in the order of the plan.</remarks>
internal sealed class ScoreColumns : IReadOnlyList<ScoreRow>
{
    private readonly Storage _storage;
    private readonly Block[] _blocks;

    private ScoreColumns(Storage storage, Block[] blocks, int count) => (_storage, _blocks, Count) = (storage, blocks, count);

    /// <summary>Of rows, in their order.</summary>
    public static ScoreColumns Of(IEnumerable<ScoreRow> rows)
    {
        var builder = new Builder();
        builder.AddRange(rows);
        return builder.Build();
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public ScoreRow this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            var (low, high) = (0, _blocks.Length - 1);
            while (low < high)
            {
                var middle = (low + high + 1) >>> 1;
                (low, high) = _blocks[middle].First <= index ? (middle, high) : (low, middle - 1);
            }
            return _storage.Row(_blocks[low].Cell, _blocks[low].From + index - _blocks[low].First);
        }
    }

    /// <summary>The rows of some datasets and networks; shares the memory of these.</summary>
    /// <param name="isIn">By dataset and network, whether its rows are wanted.</param>
    public ScoreColumns Only(Func<string, string, bool> isIn)
    {
        var (kept, count) = (new List<Block>(), 0);
        for (var i = 0; i < _blocks.Length; i++)
        {
            if (!isIn(_blocks[i].Cell.Dataset, _blocks[i].Cell.Model))
                continue;
            kept.Add(_blocks[i] with { First = count });
            count += LengthOf(i);
        }
        return new ScoreColumns(_storage, [.. kept], count);
    }

    /// <inheritdoc/>
    public IEnumerator<ScoreRow> GetEnumerator()
    {
        for (var block = 0; block < _blocks.Length; block++)
        {
            var (cell, from, length) = (_blocks[block].Cell, _blocks[block].From, LengthOf(block));
            for (var i = 0; i < length; i++)
                yield return _storage.Row(cell, from + i);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int LengthOf(int block) => (block + 1 < _blocks.Length ? _blocks[block + 1].First : Count) - _blocks[block].First;

    /// <summary>Gathers rows.</summary>
    public sealed class Builder
    {
        private readonly Storage _storage = new();
        private readonly List<Block> _blocks = [];
        private int _count;

        /// <summary>Adds a row behind the others.</summary>
        public void Add(ScoreRow row)
        {
            var shared = row.Cell with { Image = "", Target = 0 };
            if (_blocks.Count == 0 || _blocks[^1].Cell != shared)
                _blocks.Add(new Block(shared, _count, _count));
            _storage.Add(row, _count);
            _count = checked(_count + 1);
        }

        /// <summary>Adds rows behind the others.</summary>
        public void AddRange(IEnumerable<ScoreRow> rows)
        {
            foreach (var row in rows)
                Add(row);
        }

        /// <summary>All rows that were added.</summary>
        public ScoreColumns Build() => new(_storage, [.. _blocks], _count);
    }

    // Rows of one dataset, network, method and metric: where they begin among those listed, and among those stored.
    private readonly record struct Block(CellKey Cell, int First, int From);

    [StructLayout(LayoutKind.Sequential, Pack = 8)]
    private readonly record struct Entry(double Value, int Place, int Kind);

    private readonly record struct Kind(string Score, Core.CellState State, bool HasValue);

    // In pieces: an array that grew would be in memory twice.
    private sealed class Storage
    {
        private const int Bits = 16;
        private const int Mask = (1 << Bits) - 1;

        private readonly List<Entry[]> _entries = [];
        private readonly Shared<(string Image, int Target)> _places = new();
        private readonly Shared<Kind> _kinds = new();

        public void Add(ScoreRow row, int index)
        {
            if (index >> Bits == _entries.Count)
                _entries.Add(new Entry[1 << Bits]);
            _entries[^1][index & Mask] = new Entry(
                row.Value ?? 0, _places.NumberOf((row.Cell.Image, row.Cell.Target)),
                _kinds.NumberOf(new Kind(row.Score, row.State, row.Value is not null)));
        }

        public ScoreRow Row(CellKey cell, int index)
        {
            var entry = _entries[index >> Bits][index & Mask];
            var (place, kind) = (_places[entry.Place], _kinds[entry.Kind]);
            return new ScoreRow(
                cell with { Image = place.Image, Target = place.Target }, kind.Score, kind.HasValue ? entry.Value : null, kind.State);
        }
    }

    // Values that repeat, by number; the next one is mostly that before, or follows it as it did before.
    private sealed class Shared<T>
        where T : struct, IEquatable<T>
    {
        private readonly List<T> _values = [];
        private readonly Dictionary<T, int> _numbers = [];
        private int _last = -1;

        public T this[int number] => _values[number];

        public int NumberOf(T value)
        {
            for (var guess = Math.Max(_last, 0); guess < Math.Min(_last + 2, _values.Count); guess++)
                if (_values[guess].Equals(value))
                    return _last = guess;
            if (!_numbers.TryGetValue(value, out var number))
            {
                _numbers[value] = number = _values.Count;
                _values.Add(value);
            }
            return _last = number;
        }
    }
}
