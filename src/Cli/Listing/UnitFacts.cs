using System.Reflection;
using VisEval.Core;
using VisEval.Harness.Configuration;
using VisEval.Harness.Reports.Cards;
using VisEval.Methods;
using VisEval.Methods.Facts;
using VisEval.Metrics;

namespace VisEval.Cli.Listing;

/// <summary>Everything a method or metric declares; the content of <c>list --json</c>.</summary>
/// <param name="Name">The name to write.</param>
/// <param name="AlsoNamed">Further names that are accepted.</param>
/// <param name="Family">The family.</param>
/// <param name="Paper">The publication; empty if none.</param>
/// <param name="Year">Its year.</param>
/// <param name="Needs">Methods: what is asked of a model.</param>
/// <param name="Passes">Methods: what one explanation costs.</param>
/// <param name="Around">Whether it wraps another unit: name:UNIT.</param>
/// <param name="Scores">Metrics: the numbers, the headline first.</param>
/// <param name="NeedsAnnotation">Metrics: <c>none</c>, <c>region</c>, <c>boxes</c> or <c>labels</c>: what must be known of an
/// image.</param>
/// <param name="NoNumber">Metrics: the cases without a number.</param>
/// <param name="KnownScores">Metrics: what controls get, where that is known in closed form.</param>
/// <param name="Options">The options.</param>
/// <param name="Dialects">Named option sets: the options each one sets.</param>
internal sealed record UnitFacts(
    string Name,
    IReadOnlyList<string> AlsoNamed,
    string Family,
    string Paper,
    int? Year,
    IReadOnlyList<string>? Needs,
    PassFacts? Passes,
    bool Around,
    IReadOnlyList<ScoreFacts>? Scores,
    string? NeedsAnnotation,
    IReadOnlyList<StateFacts>? NoNumber,
    IReadOnlyList<KnownScoreFacts>? KnownScores,
    IReadOnlyList<OptionFacts> Options,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Dialects)
{
    /// <summary>Methods: whether they use reference images where there are any.</summary>
    public bool? UsesReferences { get; init; }

    /// <summary>Methods: whether it draws random numbers whatever its options, so that another seed gives another map.</summary>
    public bool? Stochastic { get; init; }

    /// <summary>Methods: whether <c>export</c> can write it as a graph behind a network.</summary>
    public bool? Exportable { get; init; }

    /// <summary>Methods: what must be named beside it in <c>export</c>; null where its defaults will do.</summary>
    public string? ExportNeeds { get; init; }

    /// <summary>Methods: where the values lie: <c>channels</c> (C×H×W), <c>pixels</c> (H×W), <c>layer</c> (h×w) or <c>cells</c> (g×g); null
    /// where a plug-in does not say.</summary>
    public string? MapPlace { get; init; }

    /// <summary>Methods: what is claimed of the maps, with default options; null where a plug-in does not say.</summary>
    public IReadOnlyList<string>? Claims { get; init; }

    /// <summary>Methods: the option that names the baseline x′ of the sum S(x) − S(x′), where completeness is claimed.</summary>
    public string? CompleteFrom { get; init; }

    /// <summary>Methods: whether it is a control, which does not use the network.</summary>
    public bool? Control { get; init; }

    /// <summary>Methods: what the published run on the embedded benchmark measured; null where it does not have the method.</summary>
    public MeasuredMethod? Measured { get; init; }

    /// <summary>Methods: why the published run does not have the method; null where it does.</summary>
    public string? NotMeasured { get; init; }

    /// <summary>Every method, by family and name, with what was measured of it.</summary>
    public static Listed<UnitFacts> Methods(Catalogues catalogues)
    {
        var run = ReferenceRun.Published();
        return new(
            [
                .. Methods(catalogues.Methods.Entries).Items.Zip(catalogues.Methods.Entries, (m, entry) => m with
                {
                    ExportNeeds = VisEval.Methods.Facts.Exportable.Needs(entry, catalogues.Methods),
                }).Select(m => run.Measured(m.Name) is { } measured
                    ? m with { Measured = measured }
                    : m with { NotMeasured = run.WhyNot(m.Name) }),
            ], []);
    }

    /// <summary>The wrappers of methods.</summary>
    public static Listed<UnitFacts> Wrappers(Catalogues catalogues) => Methods(catalogues.Methods.Wrappers);

    /// <summary>Every feature visualizer, by name.</summary>
    public static Listed<UnitFacts> Visualizers(Catalogues catalogues) => new(
        [
            .. catalogues.Visualizers.Entries.Select(e => Of(e) with
            {
                Needs = NeedsOf(e),
                Passes = PassFacts.Of(e),
                Stochastic = MethodDeclaration.Of(e.Type).IsRandomized,
            }),
        ], []);

    /// <summary>Every metric of the pictures of visualizers, by name.</summary>
    public static Listed<UnitFacts> VisualizationMetrics(Catalogues catalogues) => new(
        [
            .. catalogues.VisualizationMetrics.Entries.Select(e => Of(e) with
            {
                Scores = [.. catalogues.VisualizationMetrics.Create(e.Name).Value.Scores.Select(ScoreFacts.Of)],
                NoNumber = NoNumberOf(e),
                KnownScores = KnownScoresOf(e),
            }),
        ], []);

    /// <summary>Every metric, by family and name; those of cost last.</summary>
    public static Listed<UnitFacts> Metrics(Catalogues catalogues) => new(
        [
            .. catalogues.Metrics.Entries.Select(e => Of(e) with
            {
                Scores = [.. catalogues.Metrics.Create(e.Name).Value.Scores.Select(ScoreFacts.Of)],
                NeedsAnnotation = Kebab.From(
                    (e.Type.GetCustomAttribute<NeedsAnnotationAttribute>()?.Annotation ?? Annotation.None).ToString()),
                NoNumber = NoNumberOf(e),
                KnownScores = KnownScoresOf(e),
            }),
            .. catalogues.Costs.Entries.Select(e => Of(e) with { Scores = [ScoreFacts.Of(catalogues.Costs.Create(e.Name).Value.Info)] }),
        ], []);

    /// <summary>Every analysis of what layers hold, by name.</summary>
    public static Listed<UnitFacts> Analyses(Catalogues catalogues) => new([.. catalogues.Analyses.Entries.Select(Of)], []);

    private static IReadOnlyList<StateFacts> NoNumberOf(CatalogueEntry entry) =>
        [.. entry.Type.GetCustomAttributes<NoNumberAttribute>().Select(a => new StateFacts(a.State, a.When))];

    private static IReadOnlyList<KnownScoreFacts> KnownScoresOf(CatalogueEntry entry) =>
        [.. entry.Type.GetCustomAttributes<KnownScoreAttribute>().Select(a => new KnownScoreFacts(a.Control, a.Score, a.Value))];

    private static Listed<UnitFacts> Methods(IReadOnlyList<CatalogueEntry> entries) =>
        new([.. entries.Select(e => (Entry: e, Declared: MethodDeclaration.Of(e.Type))).Select(m => Of(m.Entry) with
        {
            Needs = NeedsOf(m.Entry),
            Passes = PassFacts.Of(m.Entry),
            Stochastic = m.Declared.IsRandomized,
            UsesReferences = m.Declared.UsesReferences,
            Exportable = VisEval.Methods.Facts.Exportable.Is(m.Entry.Type),
            MapPlace = m.Declared.Claims is { } declared ? Kebab.From(declared.Place.ToString()) : null,
            Claims = m.Declared.Claims is { Claims: var claims } ? [.. ClaimsOf(claims, m.Declared.CompleteFrom)] : null,
            CompleteFrom = m.Declared.CompleteFrom,
            Control = m.Declared.IsControl,
        })], []);

    private static IEnumerable<string> ClaimsOf(Claims claims, string? completeFrom)
    {
        foreach (var claim in Enum.GetValues<Claims>().Where(c => c != VisEval.Methods.Claims.Nothing && claims.HasFlag(c)))
            yield return Kebab.From(claim.ToString());
        if (completeFrom is not null)
            yield return "complete";
    }

    private static UnitFacts Of(CatalogueEntry entry) => new(
        entry.Name, [.. entry.Names.Skip(1)], entry.Family, entry.Paper, entry.Year, null, null, entry.IsWrapper, null, null, null, null,
        [.. entry.Options.Select(OptionFacts.Of)],
        entry.Dialects.ToDictionary(d => d.Key, d => (IReadOnlyDictionary<string, string>)d.Value.ToDictionary()));

    private static IReadOnlyList<string> NeedsOf(CatalogueEntry entry)
    {
        var needs = MethodDeclaration.Of(entry.Type).Needs;
        return
        [
            .. Enum.GetValues<Needs>().Where(n => n != VisEval.Methods.Needs.Nothing && needs.HasFlag(n))
                .Select(n => Kebab.From(n.ToString())),
        ];
    }
}

/// <summary>Images that one explanation runs through the network, as formulas in the options of the method.</summary>
/// <param name="Forwards">Run forwards.</param>
/// <param name="Backwards">Run backwards.</param>
/// <param name="AtMost">Whether the image decides and these are upper bounds.</param>
internal sealed record PassFacts(string Forwards, string Backwards, bool AtMost)
{
    /// <summary>The facts of a method.</summary>
    public static PassFacts? Of(CatalogueEntry entry) =>
        MethodDeclaration.Of(entry.Type).Passes is { } passes ? new PassFacts(passes.Forwards, passes.Backwards, passes.AtMost) : null;
}

/// <summary>One number of a metric.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Direction"><c>lower</c> or <c>higher</c>: which is better.</param>
/// <param name="Minimum">The smallest possible value; null if there is none.</param>
/// <param name="Maximum">The largest possible value; null if there is none.</param>
/// <param name="Ideal">The best value where it lies inside the range; null where it is the end that the direction points at.</param>
/// <param name="DependsOnScale">True where the number depends on the unit of the map and orders no methods; null otherwise.</param>
internal sealed record ScoreFacts(
    string Name, string Direction, double? Minimum, double? Maximum, double? Ideal = null, bool? DependsOnScale = null)
{
    /// <summary>The facts of a number.</summary>
    public static ScoreFacts Of(ScoreInfo score) =>
        new(
            score.Name, Kebab.From(score.Direction.ToString()), Finite(score.Minimum), Finite(score.Maximum), score.Ideal,
            score.DependsOnScale ? true : null);

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}

/// <summary>A case in which a metric has no number.</summary>
/// <param name="State">The state that stands for it: <c>degenerate:constant</c>.</param>
/// <param name="When">When that is so.</param>
internal sealed record StateFacts(string State, string When);

/// <summary>What a metric gives a control.</summary>
/// <param name="Control"><c>random</c> (the expectation) or <c>uniform</c>.</param>
/// <param name="Score">The name of the number.</param>
/// <param name="Value">A formula in words, or a state.</param>
internal sealed record KnownScoreFacts(string Control, string Score, string Value);

/// <summary>One option.</summary>
/// <param name="Name">The name to write.</param>
/// <param name="Type"><c>integer</c>, <c>number</c>, <c>flag</c>, <c>text</c> or <c>choice</c>.</param>
/// <param name="Default">As it would be written; null: decided by the method or the model.</param>
/// <param name="Allowed">For people: what may be written.</param>
/// <param name="Minimum">The smallest number; null if there is none.</param>
/// <param name="Maximum">The largest number; null if there is none.</param>
/// <param name="Choices">The words of a choice; null otherwise.</param>
/// <param name="About">What it does.</param>
internal sealed record OptionFacts(
    string Name, string Type, string? Default, string Allowed, double? Minimum, double? Maximum, IReadOnlyList<string>? Choices,
    string About)
{
    /// <summary>The facts of an option.</summary>
    public static OptionFacts Of(OptionInfo option) => new(
        option.Name,
        option.Type.IsEnum ? "choice" : Types[option.Type],
        option.Default is null ? null : OptionInfo.Format(option.Default),
        option.Allowed,
        option.Range?.Minimum,
        option.Range?.Maximum,
        option.Type.IsEnum ? [.. Enum.GetNames(option.Type).Select(Kebab.From)] : null,
        option.About);

    private static IReadOnlyDictionary<Type, string> Types { get; } = new Dictionary<Type, string>
    {
        [typeof(int)] = "integer",
        [typeof(double)] = "number",
        [typeof(bool)] = "flag",
        [typeof(string)] = "text",
    };
}
