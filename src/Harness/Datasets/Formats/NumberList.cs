using System.Globalization;

namespace VisEval.Harness.Datasets.Formats;

/// <summary>Numbers in a field of a table, however they are written: <c>[1, 2, 3, 4]</c>, <c>1 2 3 4;5 6 7 8</c>.</summary>
internal static class NumberList
{
    private static readonly char[] Between = [' ', ',', '[', ']', '(', ')', '\t', '\r', '\n'];

    /// <summary>The groups of numbers, separated by semicolons; null where anything is no finite number.</summary>
    public static IReadOnlyList<double[]>? Groups(string text)
    {
        var groups = new List<double[]>();
        foreach (var part in text.Split(';'))
        {
            if (Numbers(part) is not { } numbers)
                return null;
            if (numbers.Length > 0)
                groups.Add(numbers);
        }
        return groups;
    }

    /// <summary>All numbers; null where anything is no finite number.</summary>
    public static double[]? Numbers(string text)
    {
        var words = text.Split(Between, StringSplitOptions.RemoveEmptyEntries);
        var numbers = new double[words.Length];
        for (var i = 0; i < words.Length; i++)
            if (!double.TryParse(words[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i])
                || !double.IsFinite(numbers[i]))
                return null;
        return numbers;
    }
}
