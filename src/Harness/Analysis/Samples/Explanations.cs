using VisEval.Harness.Results;

namespace VisEval.Harness.Analysis.Samples;

/// <summary>Everything that was explained in a scope, each with a number: by it, the numbers of all methods stand side by side.</summary>
internal sealed class Explanations
{
    private readonly PairKey[] _keys;
    private readonly Dictionary<PairKey, int> _places;

    /// <summary>Of rows; images and networks in the order of their first mention, explanations by image.</summary>
    public Explanations(IEnumerable<ScoreRow> rows)
    {
        var keys = Distinct(rows);
        var images = keys.Select(k => k.Image).Distinct().Index().ToDictionary(i => i.Item, i => i.Index);
        var networks = keys.Select(k => k.Model).Distinct().Index().ToDictionary(n => n.Item, n => n.Index);
        (Images, Networks) = ([.. images.Keys], [.. networks.Keys]);
        _keys = [.. keys.OrderBy(k => images[k.Image])];
        _places = _keys.Index().ToDictionary(k => k.Item, k => k.Index);
        ImageOf = [.. _keys.Select(k => images[k.Image])];
        NetworkOf = [.. _keys.Select(k => networks[k.Model])];
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

    /// <summary>Of each row, the place of its explanation.</summary>
    // Every method and metric goes through the explanations in the same order, so that the step to the next is mostly that before.
    public int[] PlacesOf(IReadOnlyList<ScoreRow> rows)
    {
        var places = new int[rows.Count];
        var (place, step) = (0, 0);
        for (var i = 0; i < places.Length; i++)
        {
            var key = PairKey.By(rows[i].Cell);
            var guess = place + step;
            var next = (uint)guess < (uint)_keys.Length && _keys[guess] == key ? guess : _places[key];
            (place, step) = (next, next - place);
            places[i] = place;
        }
        return places;
    }

    private static List<PairKey> Distinct(IEnumerable<ScoreRow> rows)
    {
        var (keys, places, place) = (new List<PairKey>(), new Dictionary<PairKey, int>(), -1);
        foreach (var row in rows)
        {
            var key = PairKey.By(row.Cell);
            if (place >= 0 && keys[place] == key)
                continue;
            if (place + 1 < keys.Count && keys[place + 1] == key)
                place++;
            else if (!places.TryGetValue(key, out place))
            {
                places[key] = place = keys.Count;
                keys.Add(key);
            }
        }
        return keys;
    }
}
