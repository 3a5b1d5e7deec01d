using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using VisEval.Core;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Loading;

/// <summary>The names of the classes, where a model file holds them or a person states them.</summary>
internal static partial class ClassNames
{
    // Under these names exporters keep them: names (Ultralytics), labels, classes (Azure, Teachable Machine and others).
    private static readonly string[] Keys = ["names", "labels", "classes", "class_names", "categories"];

    /// <summary>The names in the order of the classes; empty where the file holds none, or another number of them.</summary>
    /// <param name="graph">The graph as it stands in the file.</param>
    /// <param name="metadata">What the file says of itself, by key.</param>
    /// <param name="classes">The number of classes.</param>
    public static IReadOnlyList<string> Of(Graph graph, IReadOnlyDictionary<string, string> metadata, int classes) =>
        FromOperators(graph).Concat(Keys.Where(metadata.ContainsKey).Select(key => Parsed(metadata[key])))
            .FirstOrDefault(names => names.Count == classes && names.All(n => n.Length > 0)) ?? [];

    /// <summary>Names that a person states, which must be one for each class.</summary>
    /// <param name="names">The names.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="scores">The number of scores, of which labelOffset or labelMap may leave some out.</param>
    /// <exception cref="InputException">There are more or fewer.</exception>
    public static IReadOnlyList<string> Stated(IReadOnlyList<string> names, int classes, int scores) =>
        names.Count == classes ? names : throw new InputException(
            $"classNames has {names.Count} names; the network has {classes} classes"
            + $"{(classes == scores ? "" : $" (of its {scores} scores)")}. Give one name for each class, in their order.");

    private static IEnumerable<IReadOnlyList<string>> FromOperators(Graph graph) =>
        graph.Nodes.Where(n => n.Domain == "ai.onnx.ml").SelectMany<Node, IReadOnlyList<string>>(n =>
        [
            Texts(n, "classlabels_strings"), Texts(n, "classlabels_int64s"), Texts(n, "values_strings"), Texts(n, "classes_strings"),
        ]);

    private static IReadOnlyList<string> Texts(Node node, string attribute) => node.Attributes.GetValueOrDefault(attribute) switch
    {
        string[] texts => texts,
        long[] numbers => [.. numbers.Select(n => n.ToString(CultureInfo.InvariantCulture))],
        _ => [],
    };

    // A list or a map in JSON, a map as Python prints it, or names between commas or line breaks.
    private static IReadOnlyList<string> Parsed(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.StartsWith('[') || trimmed.StartsWith('{'))
            return FromJson(trimmed)
                ?? [.. PythonEntry().Matches(trimmed).OrderBy(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture))
                    .Select(m => m.Groups[3].Value)];
        return [.. trimmed.Split(trimmed.Contains('\n') ? '\n' : ',').Select(n => n.Trim())];
    }

    private static IReadOnlyList<string>? FromJson(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind switch
            {
                JsonValueKind.Array => [.. json.RootElement.EnumerateArray().Select(e => e.ToString())],
                JsonValueKind.Object when json.RootElement.EnumerateObject().All(e => int.TryParse(e.Name, out _)) =>
                    [.. json.RootElement.EnumerateObject().OrderBy(e => int.Parse(e.Name, CultureInfo.InvariantCulture))
                        .Select(e => e.Value.ToString())],
                _ => [],
            };
        }
        catch (JsonException)
        {
            // Not JSON: perhaps as Python prints it.
            return null;
        }
    }

    [GeneratedRegex("""(\d{1,6})\s*:\s*(['"])(.*?)\2""")]
    private static partial Regex PythonEntry();
}
