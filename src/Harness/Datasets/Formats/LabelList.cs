using System.Globalization;

namespace VisEval.Harness.Datasets.Formats;

/// <summary>The classes behind labels that annotations write as they like. Where a list of classes is known and holds all of them, by
/// id, name or number, it is that list; else whole numbers in any writing (<c>3</c>, <c>3.0</c>, <c>+3</c>, <c>03</c>) are the index
/// itself, and names come after them in ordinal order. A number that can be no index (−1, 1.5, NaN) is no label.</summary>
internal sealed class LabelList
{
    // A number beyond is no class index; a list of so many classes would only fill the memory.
    private const int MostClasses = 100_000;

    private readonly Dictionary<string, int?> _indices = [];

    /// <summary>The classes of some labels.</summary>
    /// <param name="labels">Every label, as often as it occurs.</param>
    /// <param name="known">The classes there are in any case, by index; null where nothing lists them.</param>
    public LabelList(IEnumerable<string> labels, IReadOnlyList<DatasetClass>? known = null)
    {
        var distinct = labels.Distinct().ToList();
        var used = distinct.Where(l => !IsNoIndex(l)).ToList();
        foreach (var label in distinct.Except(used))
            _indices[label] = null;
        Unused = [.. distinct.Except(used)];
        if (known is not null)
        {
            var places = Places(known);
            Unlisted = [.. used.Where(l => !places.ContainsKey(l) && Listed(l, known) is null)];
            if (Unlisted.Count == 0)
            {
                Classes = known;
                foreach (var label in used)
                    _indices[label] = places.TryGetValue(label, out var place) ? place : Listed(label, known);
                return;
            }
        }
        var numbers = used.Select(l => Number(l) ?? -1).DefaultIfEmpty(-1).Max() + 1;
        var names = used.Where(l => Number(l) is null).Order(StringComparer.Ordinal).ToList();
        Beside = numbers > 0 ? names : [];
        Classes = [.. Numbered(numbers), .. names.Select(n => new DatasetClass(n))];
        foreach (var label in used)
            _indices[label] = Number(label) ?? numbers + names.IndexOf(label);
    }

    /// <summary>The classes.</summary>
    public IReadOnlyList<DatasetClass> Classes { get; }

    /// <summary>Labels that are numbers but can be no class index.</summary>
    public IReadOnlyList<string> Unused { get; }

    /// <summary>Labels that the known classes lack, for which these are not taken.</summary>
    public IReadOnlyList<string> Unlisted { get; } = [];

    /// <summary>Names that stand beside whole numbers; empty where all labels are of one kind.</summary>
    public IReadOnlyList<string> Beside { get; } = [];

    /// <summary>The class of a label; null where it is none.</summary>
    public int? this[string label] => _indices[label];

    /// <summary>Classes whose names are their numbers.</summary>
    public static IReadOnlyList<DatasetClass> Numbered(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new DatasetClass(i.ToString(CultureInfo.InvariantCulture)))];

    // Ids go before names; a name that two classes share tells neither of them.
    private static Dictionary<string, int> Places(IReadOnlyList<DatasetClass> known)
    {
        var places = known.Index().Where(c => c.Item.Id is not null).DistinctBy(c => c.Item.Id).ToDictionary(c => c.Item.Id!, c => c.Index);
        foreach (var same in known.Index().GroupBy(c => c.Item.Name).Where(g => g.Count() == 1))
            places.TryAdd(same.Key, same.Single().Index);
        return places;
    }

    private static int? Listed(string label, IReadOnlyList<DatasetClass> known) =>
        Number(label) is { } number && number < known.Count ? number : null;

    private static int? Number(string label) => Value(label) is >= 0 and < MostClasses and var value && value == Math.Floor(value)
        ? (int)value
        : null;

    // From MostClasses on, whole numbers are ids, which are names.
    private static bool IsNoIndex(string label) =>
        Value(label) is { } value && (!double.IsFinite(value) || value < 0 || value != Math.Floor(value));

    private static double? Value(string label) =>
        double.TryParse(label, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
}
