using System.Globalization;

namespace VisEval.Harness.Datasets.Formats;

/// <summary>The classes behind labels that annotations write as they like: whole numbers are the index itself, names come after them in
/// ordinal order.</summary>
internal sealed class LabelList
{
    // A number beyond is no class index; a list of so many classes would only fill the memory.
    private const int MostClasses = 100_000;

    private readonly Dictionary<string, int> _indices = [];

    /// <summary>The classes of some labels.</summary>
    /// <param name="labels">Every label, as often as it occurs.</param>
    /// <param name="atLeast">The number of numbered classes there are in any case.</param>
    public LabelList(IEnumerable<string> labels, int atLeast = 0)
    {
        var distinct = labels.Distinct().ToList();
        var numbers = Math.Max(atLeast, distinct.Select(l => Number(l) ?? -1).DefaultIfEmpty(-1).Max() + 1);
        var names = distinct.Where(l => Number(l) is null).Order(StringComparer.Ordinal).ToList();
        Classes =
        [
            .. Enumerable.Range(0, numbers).Select(i => new DatasetClass(i.ToString(CultureInfo.InvariantCulture))),
            .. names.Select(n => new DatasetClass(n)),
        ];
        foreach (var label in distinct)
            _indices[label] = Number(label) ?? numbers + names.IndexOf(label);
    }

    /// <summary>The classes.</summary>
    public IReadOnlyList<DatasetClass> Classes { get; }

    /// <summary>The class of a label.</summary>
    public int this[string label] => _indices[label];

    private static int? Number(string label) =>
        int.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < MostClasses
        && number.ToString(CultureInfo.InvariantCulture) == label
            ? number
            : null;
}
