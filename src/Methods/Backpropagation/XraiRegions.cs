using VisEval.Core;

namespace VisEval.Methods.Backpropagation;

/// <summary>Overlapping regions, ranked greedily by the mean attribution of the pixels they add (the "full" algorithm of XRAI).</summary>
internal sealed class XraiRegions(ImageSize size)
{
    private readonly List<List<int>> _pixels = [];
    private readonly List<int>[] _regions = [.. Enumerable.Range(0, size.Pixels).Select(_ => new List<int>())];

    /// <summary>Adds every superpixel as a region, together with all pixels at most <paramref name="radius"/> away from one of its
    /// own.</summary>
    public void Add(Segments segments, double radius)
    {
        var first = _pixels.Count;
        for (var s = 0; s < segments.Count; s++)
            _pixels.Add([]);
        var reach = (int)Math.Floor(radius);
        for (var pixel = 0; pixel < size.Pixels; pixel++)
        {
            var (y, x) = (pixel / size.Width, pixel % size.Width);
            for (var row = Math.Max(y - reach, 0); row <= Math.Min(y + reach, size.Height - 1); row++)
                for (var column = Math.Max(x - reach, 0); column <= Math.Min(x + reach, size.Width - 1); column++)
                {
                    var region = first + segments.Labels[row * size.Width + column];
                    if ((row - y) * (row - y) + (column - x) * (column - x) > radius * radius
                        || _pixels[region] is [.., var last] && last == pixel)
                        continue;
                    _pixels[region].Add(pixel);
                    _regions[pixel].Add(region);
                }
        }
    }

    /// <summary>Takes, again and again, the region whose uncovered pixels have the largest mean attribution (the earlier one of equals),
    /// and gives those pixels that mean; regions with fewer uncovered pixels than <paramref name="minimumSize"/> are passed over. Pixels
    /// left in the end get the mean of what is left.</summary>
    /// <param name="attribution">One value a pixel.</param>
    /// <param name="minimumSize">The fewest pixels a region must add.</param>
    /// <returns>One value a pixel; their sum is that of the attribution.</returns>
    public float[] Rank(IReadOnlyList<double> attribution, double minimumSize)
    {
        var result = new float[size.Pixels];
        var covered = new bool[size.Pixels];
        var counts = _pixels.Select(p => p.Count).ToArray();
        var sums = _pixels.Select(p => p.Sum(i => attribution[i])).ToArray();
        while (Best() is var best and >= 0)
            Cover(_pixels[best].Where(p => !covered[p]).ToList());
        Cover(Enumerable.Range(0, size.Pixels).Where(p => !covered[p]).ToList());
        return result;

        int Best()
        {
            var (best, gain) = (-1, double.NegativeInfinity);
            for (var region = 0; region < counts.Length; region++)
                if (counts[region] >= Math.Max(minimumSize, 1) && sums[region] / counts[region] is var density && density > gain)
                    (best, gain) = (region, density);
            return best;
        }

        void Cover(List<int> pixels)
        {
            var mean = pixels.Sum(p => attribution[p]) / pixels.Count;
            foreach (var pixel in pixels)
            {
                (covered[pixel], result[pixel]) = (true, (float)mean);
                foreach (var region in _regions[pixel])
                {
                    counts[region]--;
                    sums[region] -= attribution[pixel];
                }
            }
        }
    }
}
