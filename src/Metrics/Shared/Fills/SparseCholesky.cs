namespace VisEval.Metrics.Shared.Fills;

/// <summary>A sparse symmetric positive definite matrix A = L·Lᵀ, factorised exactly but for rounding.</summary>
/// <remarks>Up-looking, row by row along the elimination tree (Davis, Direct Methods for Sparse Linear Systems, 2006). The caller orders
/// the unknowns; the order decides how many entries L has.</remarks>
internal sealed class SparseCholesky
{
    private readonly int[] _starts;
    private readonly int[] _rows;
    private readonly double[] _values;
    private readonly double[] _diagonal;

    /// <summary>Factorises A.</summary>
    /// <param name="starts">Where the entries of each row left of the diagonal begin; one more than there are rows.</param>
    /// <param name="columns">Their columns.</param>
    /// <param name="values">Their values.</param>
    /// <param name="diagonal">The diagonal.</param>
    /// <exception cref="ArgumentException">A is not positive definite.</exception>
    public SparseCholesky(ReadOnlySpan<int> starts, ReadOnlySpan<int> columns, ReadOnlySpan<double> values, ReadOnlySpan<double> diagonal)
    {
        var count = diagonal.Length;
        var reach = new Reach(starts, columns, count);
        _starts = new int[count + 1];
        for (var row = 0; row < count; row++)
            foreach (var column in reach.Of(starts, columns, row))
                _starts[column + 1]++;
        for (var column = 0; column < count; column++)
            _starts[column + 1] += _starts[column];
        (_rows, _values) = (new int[_starts[count]], new double[_starts[count]]);
        _diagonal = new double[count];
        Factorise(starts, columns, values, diagonal, reach);
    }

    /// <summary>The number of entries of L below its diagonal.</summary>
    public int EntryCount => _rows.Length;

    /// <summary>Replaces b by the solution of A·x = b.</summary>
    public void Solve(Span<double> b)
    {
        for (var column = 0; column < _diagonal.Length; column++)
        {
            var x = b[column] /= _diagonal[column];
            for (var entry = _starts[column]; entry < _starts[column + 1]; entry++)
                b[_rows[entry]] -= _values[entry] * x;
        }
        for (var column = _diagonal.Length - 1; column >= 0; column--)
        {
            var sum = b[column];
            for (var entry = _starts[column]; entry < _starts[column + 1]; entry++)
                sum -= _values[entry] * b[_rows[entry]];
            b[column] = sum / _diagonal[column];
        }
    }

    private void Factorise(
        ReadOnlySpan<int> starts, ReadOnlySpan<int> columns, ReadOnlySpan<double> values, ReadOnlySpan<double> diagonal, Reach reach)
    {
        var (row, ends) = (new double[diagonal.Length], _starts[..^1]);
        for (var k = 0; k < diagonal.Length; k++)
        {
            for (var entry = starts[k]; entry < starts[k + 1]; entry++)
                row[columns[entry]] = values[entry];
            var rest = diagonal[k];
            foreach (var column in reach.Of(starts, columns, k))
            {
                var value = row[column] / _diagonal[column];
                row[column] = 0;
                var below = _rows.AsSpan(_starts[column]..ends[column]);
                var factors = _values.AsSpan(_starts[column]..ends[column]);
                for (var i = 0; i < below.Length; i++)
                    row[below[i]] -= factors[i] * value;
                rest -= value * value;
                (_rows[ends[column]], _values[ends[column]]) = (k, value);
                ends[column]++;
            }
            _diagonal[k] =
                rest > 0 ? Math.Sqrt(rest) : throw new ArgumentException("The matrix is not positive definite.", nameof(diagonal));
        }
    }

    // The columns in which a row of L has entries: what the row's own entries reach in the elimination tree, descendants first.
    private sealed class Reach
    {
        private readonly int[] _parents;
        private readonly int[] _seen;
        private readonly int[] _stack;
        private readonly int[] _path;
        private int _walks;

        public Reach(ReadOnlySpan<int> starts, ReadOnlySpan<int> columns, int count)
        {
            (_parents, _seen, _stack, _path) = (new int[count], new int[count], new int[count], new int[count]);
            var ancestors = new int[count];
            Array.Fill(_parents, -1);
            Array.Fill(ancestors, -1);
            for (var row = 0; row < count; row++)
                foreach (var column in columns[starts[row]..starts[row + 1]])
                    for (var node = column; node >= 0 && node < row;)
                    {
                        (var next, ancestors[node]) = (ancestors[node], row);
                        if (next < 0)
                            _parents[node] = row;
                        node = next;
                    }
        }

        public ReadOnlySpan<int> Of(ReadOnlySpan<int> starts, ReadOnlySpan<int> columns, int row)
        {
            var top = _stack.Length;
            var mark = ++_walks;
            _seen[row] = mark;
            foreach (var column in columns[starts[row]..starts[row + 1]])
            {
                var length = 0;
                for (var node = column; _seen[node] != mark; node = _parents[node])
                    (_path[length++], _seen[node]) = (node, mark);
                while (length > 0)
                    _stack[--top] = _path[--length];
            }
            return _stack.AsSpan(top);
        }
    }
}
