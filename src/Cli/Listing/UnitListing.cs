using System.Globalization;
using VisEval.Cli.Hosting;

namespace VisEval.Cli.Listing;

/// <summary>Methods and metrics for people: a heading a family, a line a unit, its numbers and options below it.</summary>
internal static class UnitListing
{
    private const int NameWidth = 26;

    /// <summary>Writes all units.</summary>
    public static void Write(IReadOnlyList<UnitFacts> units, CliHost host)
    {
        foreach (var family in units.GroupBy(u => u.Family))
        {
            host.Out.WriteLine(family.Key);
            foreach (var unit in family)
                Write(unit, host.Out);
            host.Out.WriteLine();
        }
    }

    private static void Write(UnitFacts unit, TextWriter writer)
    {
        var source = (unit.Paper, unit.Year) switch
        {
            ("", _) => "",
            (var paper, { } year) when !paper.Contains(year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal) =>
                $"{paper} ({year})",
            var (paper, _) => paper,
        };
        writer.WriteLine($"  {(unit.Around ? unit.Name + ":METHOD" : unit.Name).PadRight(NameWidth)} {source}".TrimEnd());
        if (unit.AlsoNamed.Count > 0)
            writer.WriteLine($"      also {string.Join(", ", unit.AlsoNamed)}");
        if (unit.Needs is { Count: > 0 })
            writer.WriteLine($"      needs {string.Join(", ", unit.Needs)}");
        if (unit.UsesReferences == true)
            writer.WriteLine("      uses reference images, where there are some: --reference");
        if (unit.Claims is { Count: > 0 })
            writer.WriteLine($"      claims {string.Join(", ", unit.Claims)}");
        if (unit.NeedsAnnotation is { } annotation and not "none")
            writer.WriteLine($"      needs annotation: {annotation}");
        if (unit.Passes is { } passes)
            writer.WriteLine($"      runs {(passes.AtMost ? "at most " : "")}{passes.Forwards} forwards, {passes.Backwards} backwards");
        foreach (var score in unit.Scores ?? [])
            writer.WriteLine($"      gives {score.Name}: {Better(score)}, {Range(score)}");
        foreach (var known in unit.KnownScores ?? [])
            writer.WriteLine($"      {known.Control} gets {known.Score} {known.Value}");
        foreach (var state in unit.NoNumber ?? [])
            writer.WriteLine($"      {state.State} where {state.When}");
        foreach (var option in unit.Options)
        {
            var name = $"{option.Name}={option.Default ?? "…"}".PadRight(NameWidth - 4);
            writer.WriteLine($"      {name} {option.Allowed}{(option.About.Length > 0 ? $". {option.About}" : "")}");
        }
        foreach (var (name, options) in unit.Dialects)
            writer.WriteLine($"      @{name}: {string.Join(",", options.Select(o => $"{o.Key}={o.Value}"))}");
    }

    private static string Better(ScoreFacts score) =>
        (score.Ideal is { } ideal ? Invariant($"{ideal} is best") : $"{score.Direction} is better")
        + (score.DependsOnScale == true ? ", not ranked (it depends on the unit of the map)" : "");

    private static string Range(ScoreFacts score) => (score.Minimum, score.Maximum) switch
    {
        (null, null) => "any number",
        ({ } low, null) => Invariant($"at least {low}"),
        (null, { } high) => Invariant($"at most {high}"),
        var (low, high) => Invariant($"{low} to {high}"),
    };

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
