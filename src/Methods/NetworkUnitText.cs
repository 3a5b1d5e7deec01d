using System.Globalization;
using System.Text.RegularExpressions;
using VisEval.Core;

namespace VisEval.Methods;

/// <summary>What follows the tensor's name in the text of a unit: channels with weights, and a place.</summary>
/// <param name="Terms">The channels and weights; one of weight 1 for a channel.</param>
/// <param name="Place">The place; null for all.</param>
internal sealed partial record NetworkUnitText(IReadOnlyList<UnitTerm> Terms, UnitPlace? Place)
{
    private const string Weight = @"(?:\*-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+))?";

    /// <summary>Reads <c>3</c>, <c>3+17</c>, <c>3*0.5-17</c>, each with or without <c>@row,column</c>; null for anything else.</summary>
    /// <param name="tail">The text after the colon.</param>
    /// <param name="head">The tensor's name (or <c>class</c>), which may stand again before every channel, with its colon.</param>
    /// <param name="text">The whole text, for messages.</param>
    /// <exception cref="InputException">A number does not fit; a channel stands twice; a weight is 0.</exception>
    public static NetworkUnitText? Read(string tail, string head, string text)
    {
        foreach (var sign in (ReadOnlySpan<char>)['+', '-'])
            tail = tail.Replace($"{sign}{head}:", $"{sign}", StringComparison.Ordinal);
        var parts = Pattern().Match(tail);
        if (!parts.Success)
            return null;
        var terms = parts.Groups["term"].Captures.Select((term, i) => Term(term.Value, i == 0, text)).ToList();
        if (terms.GroupBy(t => t.Channel).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new InputException($"'{text}': {twice.Key} stands twice; write it once, with its weight: {twice.Key}*2.");
        if (terms.FindIndex(t => t.Weight == 0) is >= 0 and var none)
            throw new InputException($"'{text}': the weight of {terms[none].Channel} is 0; leave it out.");
        UnitPlace? place = parts.Groups["y"].Success
            ? new(Index(parts.Groups["y"].Value, text), Index(parts.Groups["x"].Value, text))
            : null;
        return new NetworkUnitText(terms, place);
    }

    // "-1" at the start is an index that does not exist, not a direction: in other programs it is the last channel.
    private static UnitTerm Term(string term, bool first, string text)
    {
        var sign = first || term[0] != '-' ? 1 : -1;
        var words = (first ? term : term[1..]).Split('*');
        var weight = words.Length == 1 ? 1 : double.Parse(words[1], NumberStyles.Float, CultureInfo.InvariantCulture);
        return new UnitTerm(Index(words[0], text), sign * weight);
    }

    private static int Index(string digits, string text) =>
        int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InputException($"'{text}': {digits} is no index.");

    [GeneratedRegex($@"^(?<term>-?[0-9]+{Weight})(?<term>[+-][0-9]+{Weight})*(?:@(?<y>-?[0-9]+),(?<x>-?[0-9]+))?$")]
    private static partial Regex Pattern();
}
