using System.Globalization;
using VisEval.Core;

namespace VisEval.Harness.Configuration.Scoring;

/// <summary>What the values of an array of masks mean, as the user states it: <c>1:255</c>.</summary>
/// <param name="Object">The values of the target.</param>
/// <param name="Ignored">The values that are not scored; all others are background.</param>
internal sealed record MaskMeaning(IReadOnlyList<int> Object, IReadOnlyList<int> Ignored)
{
    /// <summary>Reads the values of the target, and behind a colon those that are ignored, each joined by commas.</summary>
    /// <exception cref="InputException">It is written otherwise, or a value is in both.</exception>
    public static MaskMeaning Parse(string text)
    {
        var parts = text.Split(':');
        return parts.Length <= 2 && Values(parts[0]) is { } target && (parts.Length == 1 ? [] : Values(parts[1])) is { } ignored
            && !target.Intersect(ignored).Any()
            ? new MaskMeaning(target, ignored)
            : throw new InputException(
                $"--mask-values {text} is not allowed; write the whole numbers of the target, and behind a colon those that are not "
                + "scored: 1:255, or 7,8 where none is.");
    }

    private static IReadOnlyList<int>? Values(string text)
    {
        var values = new List<int>();
        foreach (var word in text.Split(','))
        {
            if (!int.TryParse(word.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
                return null;
            values.Add(value);
        }
        return values;
    }
}
