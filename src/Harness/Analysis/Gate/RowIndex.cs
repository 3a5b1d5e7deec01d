using VisEval.Harness.Results;

namespace VisEval.Harness.Analysis.Gate;

/// <summary>The numbers of a run, found by what they are of.</summary>
internal sealed class RowIndex
{
    private readonly Dictionary<NumberKey, Dictionary<Explanation, ScoreRow>> _numbers;
    private readonly HashSet<(string Dataset, string Model, Explanation Of)> _explanations;
    private readonly HashSet<(string Dataset, string Model, string Image)> _images;

    public RowIndex(IReadOnlyList<ScoreRow> rows)
    {
        _numbers = [];
        var (last, lastKey) = (new Dictionary<Explanation, ScoreRow>(), default(NumberKey));
        foreach (var row in rows)
        {
            // A number's rows mostly follow each other.
            var key = NumberKey.Of(row);
            if (key != lastKey && !_numbers.TryGetValue(key, out last!))
                _numbers[key] = last = [];
            lastKey = key;
            last.TryAdd(Explanation.Of(row), row);
        }
        foreach (var number in _numbers.Values)
            number.TrimExcess();
        _explanations = [.. rows.Select(r => (r.Cell.Dataset, r.Cell.Model, Explanation.Of(r)))];
        _images = [.. rows.Select(r => (r.Cell.Dataset, r.Cell.Model, r.Cell.Image))];
    }

    /// <summary>The rows of a number in the run's order; empty where it was not computed.</summary>
    public IReadOnlyDictionary<Explanation, ScoreRow> Of(NumberKey key) =>
        _numbers.GetValueOrDefault(key) ?? [];

    /// <summary>All numbers, in the run's order.</summary>
    public IEnumerable<NumberKey> Numbers => _numbers.Keys;

    /// <summary>Whether the network was asked about an image at all.</summary>
    public bool Has(string dataset, string model, string image) => _images.Contains((dataset, model, image));

    /// <summary>Whether a class of an image was explained.</summary>
    public bool Has(string dataset, string model, Explanation of) => _explanations.Contains((dataset, model, of));
}

/// <summary>A number of a method, over all images.</summary>
internal readonly record struct NumberKey(string Dataset, string Model, string Method, string Metric, string Score)
{
    /// <summary>What a row is a value of.</summary>
    public static NumberKey Of(ScoreRow row) =>
        new(row.Cell.Dataset, row.Cell.Model, row.Cell.Method, row.Cell.Metric, row.Score);
}

/// <summary>A class of an image: what values of two runs are paired by.</summary>
internal readonly record struct Explanation(string Image, int Target)
{
    /// <summary>What a row is about.</summary>
    public static Explanation Of(ScoreRow row) => new(row.Cell.Image, row.Cell.Target);
}
