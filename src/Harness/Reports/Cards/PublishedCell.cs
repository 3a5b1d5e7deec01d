using System.Globalization;
using System.Text.RegularExpressions;
using VisEval.Harness.Reports.Text;

namespace VisEval.Harness.Reports.Cards;

/// <summary>What the cells of a leaderboard.md say: the inverse of how they are written.</summary>
internal static partial class PublishedCell
{
    private const string Number = @"-?\d+(?:\.\d+)?(?:e-?\d+)?";

    /// <summary>A number with its mark and the explanations that have it: <c>**0.820** † (52 of 54)</c>.</summary>
    /// <exception cref="InvalidDataException">The cell is none.</exception>
    public static (double? Value, string? Mark, int? Explanations, int? Of) Score(string cell)
    {
        var match = Matched(ScorePattern(), cell);
        return (Value(match, "value"), Mark(match.Groups["mark"].Value), (int?)Value(match, "some"), (int?)Value(match, "all"));
    }

    /// <summary>A cost with its quartiles: <c>33.2 (30 to 33.9)</c>.</summary>
    /// <exception cref="InvalidDataException">The cell is none.</exception>
    public static (double? Median, double? Low, double? High) Cost(string cell)
    {
        var match = Matched(CostPattern(), cell);
        return (Value(match, "value"), Value(match, "low"), Value(match, "high"));
    }

    /// <summary>The places that the tests leave: <c>1–6 =</c>; neither where the cell says why there are none.</summary>
    public static (int? Best, int? Worst) Place(string cell)
    {
        var match = PlacePattern().Match(cell);
        var best = (int?)Value(match, "best");
        return (best, (int?)Value(match, "worst") ?? best);
    }

    private static Match Matched(Regex pattern, string cell) => pattern.Match(cell) is { Success: true } match
        ? match
        : throw new InvalidDataException($"The leaderboard has a cell '{cell}', which is no number.");

    private static double? Value(Match match, string group) =>
        match.Groups[group] is { Success: true, Value: not NumberText.None and var text }
            ? double.Parse(text, CultureInfo.InvariantCulture)
            : null;

    private static string? Mark(string sign) => sign switch
    {
        "†" => "not-shown-better",
        "‡" => "worse",
        "?" => "too-few-images",
        _ => null,
    };

    [GeneratedRegex($@"^(?<bold>\*\*)?(?<value>–|{Number})(?(bold)\*\*)(?: (?<mark>[†‡?]))?(?: \((?<some>\d+) of (?<all>\d+)\))?$")]
    private static partial Regex ScorePattern();

    [GeneratedRegex($@"^(?<value>–|{Number})(?: \((?<low>{Number}) to (?<high>{Number})\))?$")]
    private static partial Regex CostPattern();

    [GeneratedRegex(@"^(?<best>\d+)(?:–(?<worst>\d+))?(?: =)?$")]
    private static partial Regex PlacePattern();
}
