using VisEval.Harness.Datasets.Regions;

namespace VisEval.Harness.Datasets.Formats;

/// <summary>Run lengths as Kaggle's tables write them: pairs of a start, counted from 1 down the columns, and a length.</summary>
internal static class TableRuns
{
    /// <summary>The region; null where the text is empty.</summary>
    /// <param name="text">The pairs with blanks between them.</param>
    /// <param name="height">Rows of the picture.</param>
    /// <param name="width">Columns of the picture.</param>
    /// <param name="mistake">What is wrong, or null.</param>
    public static RunRegion? Read(string text, int height, int width, out string? mistake)
    {
        mistake = null;
        if (NumberList.Numbers(text) is not { } numbers || numbers.Any(n => n != Math.Floor(n) || Math.Abs(n) > int.MaxValue))
        {
            mistake = "the run lengths are no whole numbers";
            return null;
        }
        if (numbers.Length == 0)
            return null;
        if (numbers.Length % 2 != 0)
        {
            mistake = $"the run lengths are {numbers.Length} numbers; they are pairs of a start and a length";
            return null;
        }
        var (counts, at) = (new List<int>(), 0L);
        foreach (var (start, length) in numbers.Chunk(2).Select(p => ((long)p[0] - 1, (long)p[1])).OrderBy(p => p.Item1))
        {
            if (start < at || length < 0 || start + length > (long)height * width)
            {
                mistake = $"the run {start + 1} {length} overlaps another or leaves the {(long)height * width} pixels of the picture";
                return null;
            }
            counts.Add((int)(start - at));
            counts.Add((int)length);
            at = start + length;
        }
        counts.Add((int)((long)height * width - at));
        return new RunRegion(counts, height, width);
    }
}
