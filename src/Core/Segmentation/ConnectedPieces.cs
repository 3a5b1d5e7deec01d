namespace VisEval.Core;

/// <summary>The pieces of a labelling: pixels of one label that hang together by their sides, in the order of their first pixels.</summary>
internal sealed class ConnectedPieces
{
    private readonly ImageSize _size;
    private readonly int[] _pieces;
    private readonly List<List<int>> _pixels = [];

    private ConnectedPieces(ReadOnlySpan<int> labels, ImageSize size)
    {
        (_size, _pieces) = (size, new int[labels.Length]);
        Array.Fill(_pieces, -1);
        for (var start = 0; start < labels.Length; start++)
        {
            if (_pieces[start] >= 0)
                continue;
            var pixels = new List<int> { start };
            _pieces[start] = _pixels.Count;
            for (var i = 0; i < pixels.Count; i++)
                foreach (var neighbour in Neighbours(pixels[i]))
                    if (_pieces[neighbour] < 0 && labels[neighbour] == labels[start])
                    {
                        _pieces[neighbour] = _pixels.Count;
                        pixels.Add(neighbour);
                    }
            _pixels.Add(pixels);
        }
    }

    /// <summary>The pieces of a labelling.</summary>
    public static ConnectedPieces Of(ReadOnlySpan<int> labels, ImageSize size) => new(labels, size);

    /// <summary>Goes through the pieces and joins each that has fewer than <paramref name="minimumSize"/> pixels, what was joined to it
    /// included, to the neighbour with which it shares the longest border, of equals the one whose own first pixel comes first.</summary>
    /// <returns>Superpixels that are all connected and, unless one is the whole image, all of the minimum size.</returns>
    public Segments Absorb(double minimumSize)
    {
        var owner = Enumerable.Range(0, _pixels.Count).ToArray();
        for (var piece = 0; piece < owner.Length; piece++)
        {
            var region = Owner(piece);
            if (_pixels[region].Count >= minimumSize || _pixels[region].Count == _pieces.Length)
                continue;
            var borders = new SortedDictionary<int, int>();
            foreach (var pixel in _pixels[region])
                foreach (var neighbour in Neighbours(pixel))
                    if (Owner(_pieces[neighbour]) is var other && other != region)
                        borders[other] = borders.GetValueOrDefault(other) + 1;
            // MaxBy takes the first of equals, and the dictionary is sorted.
            var into = borders.MaxBy(b => b.Value).Key;
            owner[region] = into;
            _pixels[into].AddRange(_pixels[region]);
        }
        return Segments.Of(Array.ConvertAll(_pieces, Owner));

        int Owner(int piece)
        {
            while (owner[piece] != piece)
                piece = owner[piece];
            return piece;
        }
    }

    private IEnumerable<int> Neighbours(int pixel)
    {
        var (y, x) = (pixel / _size.Width, pixel % _size.Width);
        if (y > 0)
            yield return pixel - _size.Width;
        if (x > 0)
            yield return pixel - 1;
        if (x < _size.Width - 1)
            yield return pixel + 1;
        if (y < _size.Height - 1)
            yield return pixel + _size.Width;
    }
}
