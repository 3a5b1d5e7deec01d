using VisEval.Core;

namespace VisEval.Harness.Datasets.Regions;

/// <summary>Pixels as run lengths down the columns: so many outside, so many inside, and so on; COCO's uncompressed encoding.</summary>
/// <param name="Counts">The lengths, the first of pixels outside; they sum to height × width.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
internal sealed record RunRegion(IReadOnlyList<int> Counts, int Height, int Width) : IRegion
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Files => [];

    /// <inheritdoc/>
    public RegionPixels Read(string folder, int height, int width)
    {
        if (Mistake() is { } mistake)
            throw new InputException(mistake);
        var values = new byte[Height * Width];
        var (at, inside) = (0, false);
        foreach (var count in Counts)
        {
            for (var end = at + count; inside && at < end; at++)
                values[at % Height * Width + at / Height] = RegionPixels.Object;
            at = inside ? at : at + count;
            inside = !inside;
        }
        return new RegionPixels(values, Height, Width);
    }

    /// <summary>What is wrong with the run lengths, or null.</summary>
    public string? Mistake()
    {
        if (Height < 1 || Width < 1 || (long)Height * Width > int.MaxValue)
            return $"run lengths of a mask of {Width}×{Height} pixels cannot be read";
        var negative = Counts.FirstOrDefault(c => c < 0);
        if (negative < 0)
            return $"a run of {negative} pixels; a length is 0 or more";
        var sum = Counts.Sum(c => (long)c);
        return sum == (long)Height * Width ? null : $"the run lengths sum to {sum}, but {Width}×{Height} pixels are {(long)Height * Width}";
    }

    /// <summary>The run lengths behind COCO's compressed text: numbers in groups of five bits, each a character from code 48 on, the lowest
    /// group first; bit 6 says that another follows, the sign is that of the last group. From the fourth on the difference from the
    /// run two before is stored.</summary>
    /// <param name="text">The compressed text.</param>
    /// <returns>Null where the text is no such encoding.</returns>
    public static IReadOnlyList<int>? Decompress(string text)
    {
        var counts = new List<int>();
        for (var i = 0; i < text.Length;)
        {
            var (value, shift) = (0L, 0);
            int group;
            do
            {
                if (i == text.Length || shift > 30)
                    return null;
                group = text[i++] - 48;
                if (group is < 0 or > 63)
                    return null;
                value |= (long)(group & 0x1f) << shift;
                shift += 5;
            }
            while ((group & 0x20) != 0);
            if ((group & 0x10) != 0)
                value -= 1L << shift;
            if (counts.Count > 2)
                value += counts[^2];
            if (value is < 0 or > int.MaxValue)
                return null;
            counts.Add((int)value);
        }
        return counts;
    }
}
