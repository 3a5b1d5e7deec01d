using VisEval.Harness.Results;

namespace VisEval.Harness.Analysis.Samples;

/// <summary>Everything that was explained in a scope, each with a number: by it, the numbers of all methods stand side by side.</summary>
internal sealed class Explanations
{
    private readonly Dictionary<PairKey, int> _places;

    /// <summary>Of cells; images and networks in the order of their first mention, explanations by image.</summary>
    public Explanations(IEnumerable<CellKey> cells)
    {
        var keys = cells.Select(PairKey.By).Distinct().ToList();
        var images = keys.Select(k => k.Image).Distinct().Index().ToDictionary(i => i.Item, i => i.Index);
        var networks = keys.Select(k => k.Model).Distinct().Index().ToDictionary(n => n.Item, n => n.Index);
        (Images, Networks) = ([.. images.Keys], [.. networks.Keys]);
        PairKey[] ordered = [.. keys.OrderBy(k => images[k.Image])];
        _places = ordered.Index().ToDictionary(k => k.Item, k => k.Index);
        ImageOf = [.. ordered.Select(k => images[k.Image])];
        NetworkOf = [.. ordered.Select(k => networks[k.Model])];
    }

    /// <summary>The images.</summary>
    public IReadOnlyList<string> Images { get; }

    /// <summary>The networks.</summary>
    public IReadOnlyList<string> Networks { get; }

    /// <summary>The number of explanations.</summary>
    public int Count => ImageOf.Length;

    /// <summary>By explanation, its image, ascending.</summary>
    public int[] ImageOf { get; }

    /// <summary>By explanation, its network.</summary>
    public int[] NetworkOf { get; }

    /// <summary>The place of the explanation of a cell.</summary>
    public int PlaceOf(CellKey cell) => _places[PairKey.By(cell)];
}
