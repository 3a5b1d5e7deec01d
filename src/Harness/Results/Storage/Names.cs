using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace VisEval.Harness.Results.Storage;

/// <summary>Names that repeat in every row: each is held in memory once and known by a number.</summary>
internal sealed class Names
{
    private const int MostOnStack = 256;

    private readonly List<string> _names = [];
    private readonly Dictionary<string, int> _numbers = [];
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _spans;
    private readonly List<Last> _last = [];

    public Names() => _spans = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>How many there are.</summary>
    public int Count => _names.Count;

    /// <summary>The name of a number.</summary>
    public string this[int number] => _names[number];

    /// <summary>The number of a name.</summary>
    public int NumberOf(string name) => _numbers.TryGetValue(name, out var number) ? number : Add(name);

    /// <summary>The number of the name in a column.</summary>
    public int Read(SqliteDataReader reader, int column)
    {
        var statement = reader.Handle!;
        var bytes = raw.sqlite3_column_blob(statement, column);
        while (_last.Count <= column)
            _last.Add(new Last());
        var last = _last[column];
        // A name mostly stands in the row before, too. What is missing has no bytes, and is no name.
        if (bytes.Length > 0 && last.Is(bytes))
            return last.Number;
        return raw.sqlite3_column_type(statement, column) == raw.SQLITE_TEXT
            ? last.Set(bytes, Find(bytes))
            : NumberOf(reader.GetString(column));
    }

    /// <summary>Cells by the numbers of other names, by those of these.</summary>
    public IEnumerable<CellEntry> Renumber(IEnumerable<CellEntry> cells, Names others)
    {
        int[] numbers = [.. others._names.Select(NumberOf)];
        return cells.Select(c => new CellEntry(
            c.Id, numbers[c.Dataset], numbers[c.Model], numbers[c.Method], numbers[c.Metric], numbers[c.Image], c.Target));
    }

    private int Find(ReadOnlySpan<byte> bytes)
    {
        Span<char> buffer = stackalloc char[MostOnStack];
        if (bytes.Length > MostOnStack)
            return NumberOf(Encoding.UTF8.GetString(bytes));
        var name = buffer[..Encoding.UTF8.GetChars(bytes, buffer)];
        return _spans.TryGetValue(name, out var number) ? number : Add(name.ToString());
    }

    private int Add(string name)
    {
        _numbers[name] = _names.Count;
        _names.Add(name);
        return _names.Count - 1;
    }

    private sealed class Last
    {
        private byte[] _bytes = [];
        private int _length = -1;

        public int Number { get; private set; }

        public bool Is(ReadOnlySpan<byte> bytes) => _length == bytes.Length && bytes.SequenceEqual(_bytes.AsSpan(0, _length));

        public int Set(ReadOnlySpan<byte> bytes, int number)
        {
            if (_bytes.Length < bytes.Length)
                _bytes = new byte[2 * bytes.Length];
            bytes.CopyTo(_bytes);
            (_length, Number) = (bytes.Length, number);
            return number;
        }
    }
}
