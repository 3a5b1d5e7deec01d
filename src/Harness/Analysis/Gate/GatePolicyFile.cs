using System.Globalization;
using VisEval.Core;
using VisEval.Harness.Input;

namespace VisEval.Harness.Analysis.Gate;

/// <summary>Reads a policy of the gate from JSON; docs/compare.md describes it.</summary>
/// <remarks>Every mistake is reported at once. Whether the names it uses exist is told by <see cref="GatePolicyNames"/>, when the runs are
/// known.</remarks>
internal static class GatePolicyFile
{
    /// <summary>The largest share of a range that may be a margin.</summary>
    public const double LargestMargin = 1;

    /// <summary>The largest error rate.</summary>
    public const double LargestAlpha = 0.5;

    private static readonly JsonBounds Margins = new(0, LargestMargin);

    private static readonly JsonBounds Alphas = new(0, LargestAlpha) { IsAbove = true };

    private static readonly Dictionary<string, CellLevel> Levels = Enum.GetValues<CellLevel>().ToDictionary(l => Kebab.From(l.ToString()));

    private static readonly Dictionary<string, bool> Missing = new() { ["lost"] = true, ["ignore"] = false };

    /// <summary>Reads the file.</summary>
    /// <exception cref="InputException">Every mistake, with the file and the place in it.</exception>
    public static GatePolicy Read(string path)
    {
        var (policy, mistakes) = Parse(path);
        return mistakes.Count == 0 ? policy : throw new InputException(mistakes);
    }

    /// <summary>What can be read of the file, and every mistake in it, so that what it names can be checked as well.</summary>
    /// <exception cref="InputException">It cannot be read as JSON at all.</exception>
    public static (GatePolicy Policy, IReadOnlyList<string> Mistakes) Parse(string path)
    {
        var mistakes = new Mistakes();
        var fields = JsonFile.Parse(path, JsonFile.Read(path), mistakes);
        var policy = Policy(fields);
        return (policy, mistakes.Sentences);
    }

    /// <summary>The policy of these fields; mistakes are noted.</summary>
    internal static GatePolicy Policy(JsonFields fields)
    {
        fields.Of<GatePolicy>().As("missing", typeof(GatePolicy), nameof(GatePolicy.MissingIsLost))
            .As("metrics", typeof(GatePolicy), nameof(GatePolicy.Named)).As("methods", typeof(GatePolicy), nameof(GatePolicy.Named));
        var otherwise = GatePolicy.Default;
        var policy = new GatePolicy(
            Margin(fields) ?? otherwise.Margin,
            Alpha(fields) ?? otherwise.Alpha,
            fields.Optional("strict")?.Flag() ?? otherwise.Strict,
            fields.Optional("missing")?.Choice(Missing) ?? otherwise.MissingIsLost,
            Level(fields) ?? otherwise.Level,
            [
                .. Named(fields, "metrics", (name, level, margin) => new CellRule(null, null, null, name, null, level, margin)),
                .. Named(fields, "methods", (name, level, margin) => new CellRule(null, null, name, null, null, level, margin)),
            ],
            [.. (fields.Optional("cells")?.List(v => v.Fields()) ?? []).SelectMany(Cells)]);
        fields.Close();
        return policy;
    }

    /// <summary>Why a number is no margin; null if it is one.</summary>
    public static string? RefusalOfMargin(double value) => Margins.Allow(value)
        ? null
        : $"{Text(value)} is not allowed; a margin is a share of the score's range, 0 to {Text(LargestMargin)}.";

    /// <summary>Why a number is no error rate; null if it is one.</summary>
    public static string? RefusalOfAlpha(double value) => Alphas.Allow(value)
        ? null
        : $"{Text(value)} is not allowed; alpha is an error rate above 0, at most {Text(LargestAlpha)}.";

    private static IEnumerable<CellRule> Named(JsonFields fields, string name, Func<string, CellLevel?, double?, CellRule> rule)
    {
        if (fields.Optional(name)?.Fields() is not { } units)
            yield break;
        foreach (var unit in units.Names())
            if (units.Required(unit)?.Fields()?.Of<CellRule>() is { } said)
            {
                yield return rule(unit, Level(said), Margin(said));
                said.Close();
            }
    }

    // Several names in a field stand for as many rules.
    private static List<CellRule> Cells(JsonFields fields)
    {
        fields.Of<CellRule>();
        var (datasets, models, methods, metrics, scores) =
            (Words(fields, "dataset"), Words(fields, "model"), Words(fields, "method"), Words(fields, "metric"), Words(fields, "score"));
        var (level, margin) = (Level(fields), Margin(fields));
        if (level is null && margin is null && !fields.Has("level") && !fields.Has("margin"))
            fields.Mistake("level", "a cell needs a level, a margin or both; without, it says nothing.");
        fields.Close();
        return
        [
            .. from dataset in datasets
               from model in models
               from method in methods
               from metric in metrics
               from score in scores
               select new CellRule(dataset, model, method, metric, score, level, margin),
        ];
    }

    // What is not there holds for all.
    private static IReadOnlyList<string?> Words(JsonFields fields, string name)
    {
        if (fields.Optional(name) is not { } value)
            return [null];
        if (value.IsList)
            return value.List(v => v.Text());
        return [value.Text()];
    }

    private static CellLevel? Level(JsonFields fields) => fields.Optional("level")?.Choice(Levels);

    private static double? Margin(JsonFields fields) => Number(fields, "margin", Margins, RefusalOfMargin);

    private static double? Alpha(JsonFields fields) => Number(fields, "alpha", Alphas, RefusalOfAlpha);

    private static double? Number(JsonFields fields, string name, JsonBounds bounds, Func<double, string?> refusal)
    {
        if (fields.Optional(name)?.Within(bounds).Number() is not { } value)
            return null;
        if (refusal(value) is not { } why)
            return value;
        fields.Mistake(name, why);
        return null;
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
