namespace VisEval.Harness.Analysis.Gate;

/// <summary>Cells that hold the same numbers under several names (a metric and its synonym): one test, however often it is listed, so that
/// a second name makes the correction of no other cell stricter.</summary>
/// <remarks>Cells are the same where dataset, network, method, margin and every value of both runs, lost ones included, are equal. Numbers
/// of different methods that merely agree, as hits on few images do, stay tests of their own.</remarks>
internal static class SameNumbers
{
    /// <summary>By cell, the index of the first cell that is the same test; its own where it is the first.</summary>
    public static IReadOnlyList<int> FirstOf(IReadOnlyList<JudgedCell> cells)
    {
        var first = new Dictionary<Content, int>();
        return [.. cells.Select((cell, i) => first.TryAdd(new Content(cell), i) ? i : first[new Content(cell)])];
    }

    /// <summary>The cells without those that repeat another.</summary>
    public static IReadOnlyList<JudgedCell> Once(IReadOnlyList<JudgedCell> cells)
    {
        var first = FirstOf(cells);
        return [.. cells.Where((_, i) => first[i] == i)];
    }

    /// <summary>Everything that a verdict follows from, compared by value.</summary>
    private sealed class Content(JudgedCell cell) : IEquatable<Content>
    {
        private readonly (string Dataset, string Model, string Method, double Margin) _of =
            (cell.Paired.Cell.Dataset, cell.Paired.Cell.Model.Old, cell.Paired.Cell.Method.Old, cell.Margin);

        private readonly PairedCell _values = cell.Paired;

        public bool Equals(Content? other) => other is not null && _of == other._of
            && _values.Pairs.SequenceEqual(other._values.Pairs) && _values.Lost.SequenceEqual(other._values.Lost);

        public override bool Equals(object? obj) => Equals(obj as Content);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            hash.Add(_of);
            foreach (var pair in _values.Pairs)
                hash.Add(pair.Gain);
            return hash.ToHashCode();
        }
    }
}
