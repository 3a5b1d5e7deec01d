namespace VisEval.Metrics.Shared.Information;

/// <summary>A Delaunay triangulation of pixels of an image that can take more and more of them;
/// its corners are in from the start.</summary>
/// <remarks>Points are put in one by one and edges flipped until no circle through the corners of a triangle has a point inside
/// (Lawson, 1977). Pixels have integer coordinates, hence every comparison is exact. Of four points on one circle the diagonal that is
/// there first stays: the triangulation depends on the order of points only there.</remarks>
internal sealed class Triangulation
{
    // Column and row of every pixel.
    private readonly (int X, int Y)[] _places;

    // Triangle t has the points 3t, 3t+1, 3t+2, turning from x towards y; its neighbour 3t+i lies across from point i,
    // −1 beyond the border.
    private readonly List<int> _points = [];
    private readonly List<int> _neighbours = [];
    private readonly Stack<int> _suspects = new();
    private int _last;

    /// <summary>The four corners of an image.</summary>
    /// <param name="height">Rows, at least 2.</param>
    /// <param name="width">Columns, at least 2.</param>
    public Triangulation(int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 2);
        _places = new (int X, int Y)[height * width];
        for (var pixel = 0; pixel < _places.Length; pixel++)
            _places[pixel] = (pixel % width, pixel / width);
        var (right, below, far) = (width - 1, (height - 1) * width, height * width - 1);
        Add([0, right, far], [-1, 1, -1]);
        Add([0, far, below], [-1, -1, 0]);
    }

    /// <summary>The number of triangles.</summary>
    public int Count => _points.Count / 3;

    /// <summary>The pixels (row-major) of the corners of a triangle.</summary>
    public (int A, int B, int C) Corners(int triangle) => (_points[3 * triangle], _points[3 * triangle + 1], _points[3 * triangle + 2]);

    /// <summary>Puts a pixel in.</summary>
    /// <param name="pixel">A pixel (row-major) that is not in yet and is no corner of the image.</param>
    public void Insert(int pixel)
    {
        var (triangle, edge) = Locate(pixel);
        if (edge < 0)
            SplitTriangle(triangle, pixel);
        else
            SplitEdge(triangle, edge, pixel);
        while (_suspects.TryPop(out var suspect))
            Flip(suspect);
    }

    /// <summary>Twice the area of a triangle; positive where the points turn from x towards y.</summary>
    internal long Turn(int a, int b, int c)
    {
        var ((ax, ay), (bx, by), (cx, cy)) = (At(a), At(b), At(c));
        return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
    }

    /// <summary>Whether d lies inside the circle through a, b and c.</summary>
    internal bool InCircle(int a, int b, int c, int d)
    {
        var (dx, dy) = At(d);
        var ((ax, ay), (bx, by), (cx, cy)) = (At(a), At(b), At(c));
        (ax, ay, bx, by, cx, cy) = (ax - dx, ay - dy, bx - dx, by - dy, cx - dx, cy - dy);
        return (ax * ax + ay * ay) * (bx * cy - by * cx)
            - (bx * bx + by * by) * (ax * cy - ay * cx)
            + (cx * cx + cy * cy) * (ax * by - ay * bx) > 0;
    }

    private (long X, long Y) At(int pixel) => _places[pixel];

    // From the last triangle towards the point; the edge is one it lies on, else −1.
    private (int Triangle, int Edge) Locate(int pixel)
    {
        for (var triangle = _last; ;)
        {
            var (on, outside) = (-1, -1);
            for (var i = 0; i < 3 && outside < 0; i++)
            {
                var turn = Turn(_points[3 * triangle + (i + 1) % 3], _points[3 * triangle + (i + 2) % 3], pixel);
                if (turn < 0)
                    outside = i;
                else if (turn == 0)
                    on = i;
            }
            if (outside < 0)
                return (triangle, on);
            triangle = _neighbours[3 * triangle + outside];
        }
    }

    private void SplitTriangle(int t, int p)
    {
        var ((a, b, c), (na, nb, nc)) = (Corners(t), Neighbours(t, 0));
        var (u, v) = (Count, Count + 1);
        Set(t, [p, b, c], [na, u, v]);
        Add([p, c, a], [nb, v, t]);
        Add([p, a, b], [nc, t, u]);
        Relink(nb, t, u);
        Relink(nc, t, v);
        Suspect(t, u, v);
    }

    private void SplitEdge(int t, int edge, int p)
    {
        var (a, b, c) = (_points[3 * t + edge], _points[3 * t + (edge + 1) % 3], _points[3 * t + (edge + 2) % 3]);
        var (other, nb, nc) = Neighbours(t, edge);
        var s = Count;
        if (other < 0)
        {
            Set(t, [p, a, b], [nc, -1, s]);
            Add([p, c, a], [nb, t, -1]);
            Relink(nb, t, s);
            Suspect(t, s);
            return;
        }
        var at = Place(other, t);
        var d = _points[3 * other + at];
        // Beyond the edge the triangle is d, c, b.
        var (_, nearB, nearC) = Neighbours(other, at);
        var w = s + 1;
        Set(t, [p, a, b], [nc, other, s]);
        Add([p, c, a], [nb, t, w]);
        Set(other, [p, b, d], [nearB, w, t]);
        Add([p, d, c], [nearC, s, other]);
        Relink(nb, t, s);
        Relink(nearC, other, w);
        Suspect(t, s, other, w);
    }

    // A suspect's first point is the new one; the edge across from it may have to go.
    private void Flip(int t)
    {
        var ((p, b, c), (n, nb, nc)) = (Corners(t), Neighbours(t, 0));
        _last = t;
        if (n < 0)
            return;
        var at = Place(n, t);
        var d = _points[3 * n + at];
        if (!InCircle(p, b, c, d))
            return;
        var (_, nearB, nearC) = Neighbours(n, at);
        Set(t, [p, b, d], [nearB, n, nc]);
        Set(n, [p, d, c], [nearC, nb, t]);
        Relink(nearB, n, t);
        Relink(nb, t, n);
        Suspect(t, n);
    }

    // The neighbours across from point i and from the two after it.
    private (int First, int Second, int Third) Neighbours(int t, int i) =>
        (_neighbours[3 * t + i], _neighbours[3 * t + (i + 1) % 3], _neighbours[3 * t + (i + 2) % 3]);

    private int Place(int triangle, int neighbour) =>
        _neighbours[3 * triangle] == neighbour ? 0 : _neighbours[3 * triangle + 1] == neighbour ? 1 : 2;

    private void Relink(int triangle, int from, int to)
    {
        if (triangle >= 0)
            _neighbours[3 * triangle + Place(triangle, from)] = to;
    }

    private void Suspect(params ReadOnlySpan<int> triangles)
    {
        foreach (var triangle in triangles)
            _suspects.Push(triangle);
    }

    private void Add(ReadOnlySpan<int> points, ReadOnlySpan<int> neighbours)
    {
        _points.AddRange(points);
        _neighbours.AddRange(neighbours);
    }

    private void Set(int triangle, ReadOnlySpan<int> points, ReadOnlySpan<int> neighbours)
    {
        for (var i = 0; i < 3; i++)
            (_points[3 * triangle + i], _neighbours[3 * triangle + i]) = (points[i], neighbours[i]);
    }
}
