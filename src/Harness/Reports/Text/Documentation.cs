using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace VisEval.Harness.Reports.Text;

/// <summary>What the sources of an assembly say about its types and properties: the summaries and remarks in the file beside it.</summary>
/// <param name="texts">By full name of the type or property, in plain words.</param>
internal sealed partial class Documentation(IReadOnlyDictionary<string, (string Summary, string Remarks)> texts)
{
    /// <summary>Of an assembly; empty where its file was not shipped with it.</summary>
    public static Documentation Of(Assembly assembly)
    {
        var folder = Path.GetDirectoryName(assembly.Location) is { Length: > 0 } own ? own : AppContext.BaseDirectory;
        var path = Path.Combine(folder, assembly.GetName().Name + ".xml");
        return new Documentation(!File.Exists(path)
            ? new Dictionary<string, (string Summary, string Remarks)>()
            : XDocument.Load(path).Descendants("member")
                .Where(m => (string?)m.Attribute("name") is ['T' or 'P', ':', ..])
                // Indexers of different parameters have one name.
                .DistinctBy(m => (string)m.Attribute("name")!)
                .ToDictionary(m => ((string)m.Attribute("name")!)[2..], m => (Words(m.Element("summary")), Words(m.Element("remarks")))));
    }

    /// <summary>The summary of a type; empty where there is none.</summary>
    public string this[Type type] => Of(type).Summary;

    /// <summary>The remarks of a type; empty where there are none.</summary>
    public string Remarks(Type type) => Of(type).Remarks;

    /// <summary>The summary of a property of a type; empty where there is none.</summary>
    public string Member(Type type, string name) => texts.GetValueOrDefault($"{type.FullName}.{name}", ("", "")).Item1;

    private (string Summary, string Remarks) Of(Type type) => texts.GetValueOrDefault(type.FullName ?? "", ("", ""));

    private static string Words(XElement? element) =>
        element is null ? "" : Space().Replace(string.Concat(element.Nodes().Select(Words)), " ").Trim();

    // A reference reads as the last part of its name.
    private static string Words(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { FirstNode: null } reference =>
            ((string?)(reference.Attribute("cref") ?? reference.Attribute("name")))?.Split('.', ':')[^1] ?? "",
        XElement element => string.Concat(element.Nodes().Select(Words)),
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
