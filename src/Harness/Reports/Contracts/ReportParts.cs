using System.Reflection;
using VisEval.Harness.Results;

namespace VisEval.Harness.Reports.Contracts;

/// <summary>The parts of a report, found by their attributes.</summary>
internal static class ReportParts
{
    /// <summary>The sections of the page, in their order.</summary>
    /// <exception cref="InvalidOperationException">Two sections have the same id or the same place.</exception>
    public static IReadOnlyList<(ReportSectionAttribute Facts, IReportSection Section)> Sections()
    {
        var sections = Find<ReportSectionAttribute, IReportSection>().OrderBy(s => s.Facts.Order).ToList();
        Unique(sections.Select(s => s.Facts.Id), "id");
        Unique(sections.Select(s => s.Facts.Order), "order");
        return sections;
    }

    /// <summary>The files, by name.</summary>
    public static IReadOnlyList<(string Name, IReportArtefact Artefact)> Artefacts()
    {
        var artefacts = Find<RunFileAttribute, IReportArtefact>().Select(a => (a.Facts.Name, a.Part))
            .OrderBy(a => a.Name, StringComparer.Ordinal).ToList();
        Unique(artefacts.Select(a => a.Name), "name");
        return artefacts;
    }

    /// <summary>The files that are no text, by name.</summary>
    public static IReadOnlyList<(string Name, IBinaryArtefact Artefact)> BinaryArtefacts() =>
        [.. Find<RunFileAttribute, IBinaryArtefact>().Select(a => (a.Facts.Name, a.Part)).OrderBy(a => a.Name, StringComparer.Ordinal)];

    private static IEnumerable<(TFacts Facts, TPart Part)> Find<TFacts, TPart>()
        where TFacts : Attribute
        where TPart : class =>
        from type in typeof(ReportParts).Assembly.GetTypes()
        where type is { IsClass: true, IsAbstract: false } && typeof(TPart).IsAssignableFrom(type)
        let facts = type.GetCustomAttribute<TFacts>()
            ?? throw new InvalidOperationException($"{type.Name} has no {typeof(TFacts).Name}, which is how it is found.")
        select (facts, (TPart)Activator.CreateInstance(type)!);

    private static void Unique<T>(IEnumerable<T> values, string what)
    {
        if (values.GroupBy(v => v).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new InvalidOperationException($"Two parts of the report have the {what} '{twice.Key}'.");
    }
}
