using VisEval.Core;

namespace VisEval.Harness.Reports.Text;

/// <summary>What this version's sources say of each unit of a kind, by its name in the catalogue.</summary>
internal static class UnitMeanings
{
    /// <summary>The summaries; empty ones where the documentation was not shipped.</summary>
    public static IReadOnlyDictionary<string, string> Of<T>() where T : class
    {
        var documentation = Documentation.Of(typeof(T).Assembly);
        return new Catalogue<T>(typeof(T).Assembly).Entries.ToDictionary(e => e.Name, e => documentation[e.Type]);
    }

    /// <summary>The remarks; empty ones where there are none.</summary>
    public static IReadOnlyDictionary<string, string> RemarksOf<T>() where T : class
    {
        var documentation = Documentation.Of(typeof(T).Assembly);
        return new Catalogue<T>(typeof(T).Assembly).Entries.ToDictionary(e => e.Name, e => documentation.Remarks(e.Type));
    }
}
