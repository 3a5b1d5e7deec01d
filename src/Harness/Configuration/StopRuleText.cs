using System.Globalization;
using VisEval.Core;
using VisEval.Harness.Results;

namespace VisEval.Harness.Configuration;

/// <summary>A <see cref="StopRule"/> as it is written: <c>rank-stable</c>, <c>top-stable:margin=0.05,alpha=0.1</c>, or <c>end</c> for
/// none.</summary>
internal static class StopRuleText
{
    /// <summary>What stands for all images.</summary>
    public const string End = "end";

    private const double LargestAlpha = 0.5;

    private static readonly Dictionary<string, StopGoal> Goals = Enum.GetValues<StopGoal>().ToDictionary(g => Kebab.From(g.ToString()));

    /// <summary>What may be written, for a person.</summary>
    public static string Choices => string.Join('|', Goals.Keys.Append(End));

    /// <summary>A rule as it is written.</summary>
    public static string Of(StopRule rule) => string.Create(
        CultureInfo.InvariantCulture, $"{Kebab.From(rule.Until.ToString())}:margin={rule.Margin},alpha={rule.Alpha}");

    /// <summary>Reads a rule; null for <see cref="End"/>.</summary>
    /// <exception cref="InputException">It is none; every mistake.</exception>
    public static StopRule? Parse(string text)
    {
        var unit = UnitText.Parse(text);
        if (unit.Name == End && unit.Rest.Length == 0)
            return null;
        if (unit.Dialect is not null || !Goals.TryGetValue(unit.Name, out var goal))
            throw new InputException($"until '{text}' is not known. {Suggestions.Sentence(unit.Name, [.. Goals.Keys, End])}");
        var (rule, mistakes) = (new StopRule(goal), new List<string>());
        foreach (var (name, value) in unit.Options)
        {
            var number = double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var read) ? read : double.NaN;
            if (name == "margin" && number is > 0 and < 1)
                rule = rule with { Margin = number };
            else if (name == "alpha" && number is > 0 and <= LargestAlpha)
                rule = rule with { Alpha = number };
            else
                mistakes.Add(Refusal(text, name, value));
        }
        return mistakes.Count == 0 ? rule : throw new InputException(mistakes);
    }

    private static string Refusal(string text, string name, string value) => name switch
    {
        "margin" => $"until '{text}': margin {value} is not allowed; margin is a difference of mean ranks as a share of the field, above 0 "
            + "and below 1.",
        "alpha" => string.Create(
            CultureInfo.InvariantCulture,
            $"until '{text}': alpha {value} is not allowed; alpha is the chance of a wrong verdict, above 0, at most {LargestAlpha}."),
        _ => $"until '{text}': there is no option '{name}'. {Suggestions.Sentence(name, ["margin", "alpha"])}",
    };
}
