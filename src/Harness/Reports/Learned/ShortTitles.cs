namespace VisEval.Harness.Reports.Learned;

/// <summary>Titles of which several stand beside each other.</summary>
internal static class ShortTitles
{
    /// <summary>The titles without the words that all of them begin or end with; as they are where one would be left without a word.
    /// </summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> titles)
    {
        List<string[]> words = [.. titles.Select(t => t.Split(' '))];
        var (first, last) = (Common(words, (w, i) => w[i]), Common(words, (w, i) => w[^(i + 1)]));
        return words.Any(w => first + last >= w.Length)
            ? titles
            : [.. words.Select(w => string.Join(' ', w[first..^last]).TrimEnd(','))];
    }

    private static int Common(IReadOnlyList<string[]> titles, Func<string[], int, string> word) => Enumerable
        .Range(0, titles.Min(t => t.Length)).TakeWhile(i => titles.Select(t => word(t, i)).Distinct().Count() == 1).Count();
}
