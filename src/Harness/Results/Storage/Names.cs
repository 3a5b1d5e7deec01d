using System.Data.Common;
using System.Text;

namespace VisEval.Harness.Results.Storage;

/// <summary>Names that repeat in every row: each is held in memory once and known by a number.</summary>
internal sealed class Names
{
    private const int MostOnStack = 256;

    private readonly List<string> _names = [];
    private readonly Dictionary<string, int> _numbers = [];
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _spans;
    private readonly List<byte[]?> _bytes = [];
    private readonly List<Column> _columns = [];

    public Names() => _spans = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>How many there are.</summary>
    public int Count => _names.Count;

    /// <summary>The name of a number.</summary>
    public string this[int number] => _names[number];

    /// <summary>The number of a name.</summary>
    public int NumberOf(string name) => _numbers.TryGetValue(name, out var number) ? number : Add(name);

    /// <summary>The name in a column.</summary>
    public string Text(DbDataReader reader, int column) => _names[Read(reader, column)];

    /// <summary>The number of the name in a column.</summary>
    public int Read(DbDataReader reader, int column)
    {
        var bytes = reader.Utf8(column);
        while (_columns.Count <= column)
            _columns.Add(new Column());
        var last = _columns[column];
        // A name mostly stands in the row before, too, or follows the name there as it did before. What is missing has no bytes, and is no
        // name.
        if (Is(last.Number, bytes))
            return last.Number;
        if (Is(last.Next, bytes))
            return last.Number = last.Next;
        if (bytes.Length == 0)
            return NumberOf(reader.GetString(column));
        var number = Find(bytes);
        _bytes[number] ??= bytes.ToArray();
        return last.Follow(number);
    }

    /// <summary>Cells by the numbers of other names, by those of these.</summary>
    public IEnumerable<CellEntry> Renumber(IEnumerable<CellEntry> cells, Names others)
    {
        int[] numbers = [.. others._names.Select(NumberOf)];
        return cells.Select(c => new CellEntry(
            c.Id, numbers[c.Dataset], numbers[c.Model], numbers[c.Method], numbers[c.Metric], numbers[c.Image], c.Target));
    }

    private bool Is(int number, ReadOnlySpan<byte> bytes) =>
        bytes.Length > 0 && number >= 0 && _bytes[number] is { } own && bytes.SequenceEqual(own);

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
        _bytes.Add(null);
        return _names.Count - 1;
    }

    /// <summary>The name of a column in the row before, and which name followed which.</summary>
    private sealed class Column
    {
        private readonly Dictionary<int, int> _next = [];

        public int Number { get; set; } = -1;

        public int Next => _next.GetValueOrDefault(Number, -1);

        public int Follow(int number)
        {
            _next[Number] = number;
            return Number = number;
        }
    }
}
