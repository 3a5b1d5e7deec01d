namespace VisEval.Core;

/// <summary>"Did you mean …" for misspelt names.</summary>
public static class Suggestions
{
    // The time grows with the product of the lengths, and no name is so long.
    private const int Longest = 200;

    // More names are no help in a sentence.
    private const int MostListed = 20;

    private const int MostNear = 3;

    /// <summary>The up to three known names that hold <paramref name="name"/> as a word, then those nearest to it by edit distance, nearest
    /// first; none that is too far.</summary>
    public static IReadOnlyList<string> For(string name, IEnumerable<string> known) =>
    [
        .. Nearest(name, known)
            .Where(k => k.IsWord || k.Distance <= Math.Max(2, name.Length / 2) || k.Name.StartsWith(name, StringComparison.Ordinal))
            .Take(MostNear).Select(k => k.Name),
    ];

    /// <summary>A sentence part for a message: what was meant, or everything that exists.</summary>
    public static string Sentence(string name, IReadOnlyCollection<string> known)
    {
        var near = For(name, known);
        return known.Count == 0
            ? "There is none to choose from."
            : near.Count > 0
            ? $"Did you mean {string.Join(" or ", near.Select(n => $"'{n}'"))}?"
            : known.Count <= MostListed
            ? $"Known: {string.Join(", ", known)}."
            : name.Length > Longest
            ? $"None of the {known.Count} known names is like it."
            : $"None of the {known.Count} known names is like it; the nearest: "
                + $"{string.Join(", ", Nearest(name, known).Take(MostNear).Select(n => $"'{n.Name}'"))}.";
    }

    private static IEnumerable<(string Name, int Distance, bool IsWord)> Nearest(string name, IEnumerable<string> known) =>
        (name.Length > Longest ? [] : known).Select(k => (Name: k, Distance: Distance(name, k), IsWord: HoldsWord(k, name)))
            .OrderByDescending(k => k.IsWord).ThenBy(k => k.Distance).ThenBy(k => k.Name, StringComparer.Ordinal);

    // "lrp" in "lrp-epsilon", "boa" in "feather boa, boa".
    private static bool HoldsWord(string known, string word)
    {
        bool Ends(int at) => at < 0 || at >= known.Length || !char.IsLetterOrDigit(known[at]);
        for (var at = -1; word.Length > 0 && (at = known.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase)) >= 0;)
            if (Ends(at - 1) && Ends(at + word.Length))
                return true;
        return false;
    }

    // Levenshtein distance over two rows.
    private static int Distance(string a, string b)
    {
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var current = new int[b.Length + 1];
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            previous = current;
        }
        return previous[b.Length];
    }
}
