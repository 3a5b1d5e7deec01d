namespace VisEval.Core;

/// <summary>Sets of 0…n−1 that are joined, never split (union by size, paths halved).</summary>
internal sealed class DisjointSets
{
    private readonly int[] _parents;
    private readonly int[] _sizes;

    /// <summary>Every element by itself.</summary>
    public DisjointSets(int count)
    {
        _parents = [.. Enumerable.Range(0, count)];
        _sizes = [.. Enumerable.Repeat(1, count)];
    }

    /// <summary>The element that stands for the set of <paramref name="element"/>.</summary>
    public int Find(int element)
    {
        while (_parents[element] != element)
            element = _parents[element] = _parents[_parents[element]];
        return element;
    }

    /// <summary>The number of elements in the set that <paramref name="root"/> stands for.</summary>
    public int Size(int root) => _sizes[root];

    /// <summary>Joins two different sets, each given by the element that stands for it.</summary>
    /// <returns>The element that stands for both: that of the larger set, of the first if they are equal.</returns>
    public int Join(int first, int second)
    {
        var (large, small) = _sizes[first] >= _sizes[second] ? (first, second) : (second, first);
        _parents[small] = large;
        _sizes[large] += _sizes[small];
        return large;
    }

    /// <summary>The element that stands for the set of every element.</summary>
    public int[] Roots() => [.. Enumerable.Range(0, _parents.Length).Select(Find)];
}
