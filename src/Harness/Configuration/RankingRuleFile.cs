using VisEval.Core;
using VisEval.Harness.Input;
using VisEval.Harness.Results;

namespace VisEval.Harness.Configuration;

/// <summary>Reads a ranking rule from JSON, a file of its own or the field <c>ranking</c> of a run; docs/ranking.md tells how.</summary>
/// <remarks>Whether its names are those of the run is told by <see cref="RankingRuleMistakes"/>.</remarks>
internal static class RankingRuleFile
{
    private static readonly JsonBounds AllowedWeights = new(RankingRule.SmallestWeight, RankingRule.LargestWeight);

    private static readonly JsonBounds AllowedAlphas = new(0, RankingRule.LargestAlpha) { IsAbove = true };

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">Every mistake, with the file and the place in it.</exception>
    public static RankingRule Read(string path)
    {
        var (rule, mistakes) = Parse(path);
        return mistakes.Count == 0 ? rule : throw new InputException(mistakes);
    }

    /// <summary>What can be read of the file, and every mistake in it, so that what it names can be checked as well.</summary>
    /// <exception cref="InputException">It cannot be read as JSON at all.</exception>
    public static (RankingRule Rule, IReadOnlyList<string> Mistakes) Parse(string path)
    {
        var mistakes = new Mistakes();
        var rule = Read(JsonFile.Parse(path, InputFile.Read(path), mistakes));
        return (rule, mistakes.Sentences);
    }

    /// <summary>Reads the fields of a rule; what is not there is as in <see cref="RankingRule.Default"/>.</summary>
    internal static RankingRule Read(JsonFields fields)
    {
        fields.Of<RankingRule>();
        var otherwise = RankingRule.Default;
        var rule = new RankingRule
        {
            Constructs = Map(fields.Optional("constructs"), v => v.List(m => m.Text())),
            Weights = Map(fields.Optional("weights"), v => v.Within(AllowedWeights).Number() ?? double.NaN),
            Alpha = fields.Optional("alpha")?.Within(AllowedAlphas).Number() ?? otherwise.Alpha,
            Admission = fields.Optional("admission")?.Flag() ?? otherwise.Admission,
            Sanity = Texts(fields.Optional("sanity")),
            Faithfulness = Texts(fields.Optional("faithfulness")),
            LeastShare = fields.Optional("leastShare")?.Within(JsonBounds.Share).Number() ?? otherwise.LeastShare,
            SkillNull = fields.Optional("skillNull")?.Text() ?? otherwise.SkillNull,
        };
        fields.Close();
        return rule;
    }

    private static IReadOnlyList<string>? Texts(JsonValue? value) => value?.List(v => v.Text());

    private static Dictionary<string, T>? Map<T>(JsonValue? value, Func<JsonValue, T> read)
    {
        if (value?.Fields() is not { } fields)
            return null;
        var map = new Dictionary<string, T>();
        foreach (var name in fields.Names())
            if (fields.Required(name) is { } entry)
                map[name] = read(entry);
        return map;
    }
}
