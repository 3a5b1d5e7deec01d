using System.Globalization;

namespace VisEval.Harness.Datasets.Formats;

/// <summary>The classes behind labels that annotations write as they like. Where a list of classes is known and holds all of them, by
/// number or id, it is that list; else whole numbers are the index itself, and names come after them in ordinal order.</summary>
internal sealed class LabelList
{
    // A number beyond is no class index; a list of so many classes would only fill the memory.
    private const int MostClasses = 100_000;

    private readonly Dictionary<string, int> _indices = [];

    /// <summary>The classes of some labels.</summary>
    /// <param name="labels">Every label, as often as it occurs.</param>
    /// <param name="known">The classes there are in any case, by index; null where nothing lists them.</param>
    public LabelList(IEnumerable<string> labels, IReadOnlyList<DatasetClass>? known = null)
    {
        var distinct = labels.Distinct().ToList();
        if (known is not null && Places(distinct, known) is { } places)
        {
            (Classes, _indices) = (known, places);
            return;
        }
        var numbers = distinct.Select(l => Number(l) ?? -1).DefaultIfEmpty(-1).Max() + 1;
        var names = distinct.Where(l => Number(l) is null).Order(StringComparer.Ordinal).ToList();
        Classes = [.. Numbered(numbers), .. names.Select(n => new DatasetClass(n))];
        foreach (var label in distinct)
            _indices[label] = Number(label) ?? numbers + names.IndexOf(label);
    }

    /// <summary>The classes.</summary>
    public IReadOnlyList<DatasetClass> Classes { get; }

    /// <summary>The class of a label.</summary>
    public int this[string label] => _indices[label];

    /// <summary>Classes whose names are their numbers.</summary>
    public static IReadOnlyList<DatasetClass> Numbered(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new DatasetClass(i.ToString(CultureInfo.InvariantCulture)))];

    // Null where a label is in the list neither by its number nor by its id.
    private static Dictionary<string, int>? Places(IReadOnlyList<string> labels, IReadOnlyList<DatasetClass> known)
    {
        var ids = known.Index().Where(c => c.Item.Id is not null).DistinctBy(c => c.Item.Id).ToDictionary(c => c.Item.Id!, c => c.Index);
        var places = labels.Select(l => (Label: l, Place: ids.TryGetValue(l, out var place) ? place : Number(l) ?? -1)).ToList();
        return places.All(p => p.Place >= 0 && p.Place < known.Count) ? places.ToDictionary(p => p.Label, p => p.Place) : null;
    }

    private static int? Number(string label) =>
        int.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < MostClasses
        && number.ToString(CultureInfo.InvariantCulture) == label
            ? number
            : null;
}
