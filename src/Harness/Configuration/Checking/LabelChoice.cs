using System.Globalization;
using VisEval.Core;

namespace VisEval.Harness.Configuration.Checking;

/// <summary>Which of a network's scores the classes of a dataset could be.</summary>
/// <param name="Statement">What states it in a model.json, without braces; empty for the scores as they are.</param>
/// <param name="Scores">For every class, its score; null for the scores as they are.</param>
internal sealed record LabelChoice(string Statement, IReadOnlyList<int>? Scores)
{
    /// <summary>The scores as they are.</summary>
    public static LabelChoice AsTheyAre { get; } = new("", null);

    /// <summary>What a table calls it.</summary>
    public string Name => Statement.Replace("\"", "").Replace(":", "");

    /// <summary>The scores as they are; one later, where there is one more than classes; by name, where the names of the network or
    /// numbers as names of the classes tell it.</summary>
    /// <param name="scores">The number of the network's scores.</param>
    /// <param name="names">Its names for them, or none.</param>
    /// <param name="classes">The dataset's classes.</param>
    public static IReadOnlyList<LabelChoice> Of(int scores, IReadOnlyList<string> names, IReadOnlyList<string> classes)
    {
        var choices = new List<LabelChoice> { AsTheyAre };
        if (scores == classes.Count + 1)
            choices.Add(new("\"labelOffset\": 1", [.. Enumerable.Range(1, classes.Count)]));
        if (ByName(scores, names, classes) is { } map && !map.SequenceEqual(Enumerable.Range(0, scores)))
            choices.Add(new($"\"labelMap\": [{string.Join(", ", map)}]", map));
        return choices;
    }

    /// <summary>The scores of the classes alone.</summary>
    public ClassScores Of(ClassScores all)
    {
        if (Scores is not { } wanted)
            return all;
        var picked = Tensor.Zeros(all.Count, wanted.Count);
        for (var i = 0; i < all.Count; i++)
            for (var c = 0; c < wanted.Count; c++)
                picked.Item(i)[c] = all.Logit(i, wanted[c]);
        return ClassScores.FromLogits(picked, all.Kind);
    }

    private static List<int>? ByName(int scores, IReadOnlyList<string> names, IReadOnlyList<string> classes)
    {
        var places = names.Count == scores
            ? names.SelectMany((name, place) => Spellings(name).Select(s => (Name: s, Place: place))).ToLookup(n => n.Name, n => n.Place)
            : Enumerable.Range(0, scores).ToLookup(place => place.ToString(CultureInfo.InvariantCulture));
        var map = classes.Select(c => Spellings(c).SelectMany(s => places[s]).Distinct().ToList()).ToList();
        return classes.Count > 0 && map.All(m => m.Count == 1) && map.Select(m => m[0]).Distinct().Count() == map.Count
            ? [.. map.Select(m => m[0])]
            : null;
    }

    // ImageNet's names are lists of synonyms.
    private static IEnumerable<string> Spellings(string name) => name.Split(',').Prepend(name)
        .Select(part => part.Trim().Replace('_', ' ').ToLowerInvariant()).Where(part => part.Length > 0).Distinct();
}
