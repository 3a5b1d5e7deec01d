namespace VisEval.Core;

/// <summary>Graph segmentation (Felzenszwalb and Huttenlocher, 2004): pixels are joined along edges of rising colour difference w, two regions
/// if w ≤ min(Int(R₁) + k/|R₁|, Int(R₂) + k/|R₂|), where Int(R) is the largest w inside R; then regions smaller than the minimum are joined to the
/// neighbour across their cheapest edge.</summary>
/// <remarks>Edges join each pixel to its eight neighbours; every region is connected by them. Colours are <see cref="Colours"/> of range 255·√3,
/// blurred by a Gaussian; w is their Euclidean distance, as the authors have it. Edges of equal w are taken in the order of the pixel they start at,
/// then right, down left, down, down right. The edges are sorted once and serve every scale.</remarks>
public sealed class Felzenszwalb
{
    private static readonly double Range = 255 * Math.Sqrt(3);
    private static readonly (int Y, int X)[] Directions = [(0, 1), (1, -1), (1, 0), (1, 1)];

    private readonly int _pixels;
    private readonly Edge[] _edges;

    /// <summary>The graph of an image.</summary>
    /// <param name="image">The image, C·H·W.</param>
    /// <param name="size">Its size.</param>
    /// <param name="sigma">The standard deviation of the blur in pixels; 0 for none.</param>
    public Felzenszwalb(ReadOnlySpan<float> image, ImageSize size, double sigma)
    {
        var sharp = Colours.Of(image, size, Range);
        var colours = sigma > 0 ? GaussianBlur.Apply(sharp, size, sigma) : sharp;
        _pixels = size.Pixels;
        _edges = Edges(colours, size);
        // Differences are not negative, and those floats are ordered like their bits; equal ones keep their order.
        var keys = new ulong[_edges.Length];
        for (var e = 0; e < keys.Length; e++)
            keys[e] = (ulong)BitConverter.SingleToUInt32Bits(_edges[e].Difference) << 32 | (uint)e;
        UpperHalfSort.Sort(keys);
        _edges = Array.ConvertAll(keys, key => _edges[(uint)key]);
    }

    /// <summary>The regions at one scale.</summary>
    /// <param name="scale">k: the larger, the larger the regions.</param>
    /// <param name="minimumSize">The number of pixels a region has at least, unless it is the whole image.</param>
    public Segments Segment(double scale, double minimumSize)
    {
        var regions = new DisjointSets(_pixels);
        var inside = new double[_pixels];
        foreach (var edge in _edges)
        {
            var (first, second) = (regions.Find(edge.First), regions.Find(edge.Second));
            if (first != second
                && edge.Difference <= Math.Min(inside[first] + scale / regions.Size(first), inside[second] + scale / regions.Size(second)))
                inside[regions.Join(first, second)] = edge.Difference;
        }
        foreach (var edge in _edges)
        {
            var (first, second) = (regions.Find(edge.First), regions.Find(edge.Second));
            if (first != second && Math.Min(regions.Size(first), regions.Size(second)) < minimumSize)
                regions.Join(first, second);
        }
        return Segments.Of(regions.Roots());
    }

    private static Edge[] Edges(float[] colours, ImageSize size)
    {
        var edges = new List<Edge>(Directions.Length * size.Pixels);
        for (var y = 0; y < size.Height; y++)
            for (var x = 0; x < size.Width; x++)
                foreach (var direction in Directions)
                {
                    var (toY, toX) = (y + direction.Y, x + direction.X);
                    if (toY >= size.Height || toX < 0 || toX >= size.Width)
                        continue;
                    var (first, second) = (y * size.Width + x, toY * size.Width + toX);
                    edges.Add(new Edge(first, second, (float)Math.Sqrt(Colours.Distance(colours, size.Pixels, first, second))));
                }
        return [.. edges];
    }

    private readonly record struct Edge(int First, int Second, float Difference);
}
