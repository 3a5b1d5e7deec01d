using System.Reflection;
using System.Text.Json.Nodes;
using VisEval.Harness.Input;
using VisEval.Harness.Reports.Text;

namespace VisEval.Harness.Schemas;

/// <summary>A shape as JSON Schema, draft 2020-12.</summary>
/// <param name="namesOf">The names of the units of a kind.</param>
internal sealed class SchemaWriter(Func<string, IReadOnlyList<string>> namesOf)
{
    private readonly Dictionary<Assembly, Documentation> _documentation = [];
    private readonly SortedDictionary<string, JsonObject> _shared = new(StringComparer.Ordinal);

    /// <summary>The schema of a file.</summary>
    /// <param name="title">What the file is called.</param>
    /// <param name="description">What it is.</param>
    /// <param name="shape">What its reader takes.</param>
    public JsonObject Write(string title, string description, JsonShape shape)
    {
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = title,
            ["description"] = description,
        };
        foreach (var (name, value) in Object(shape).ToList())
            schema[name] = value!.DeepClone();
        schema["properties"]![JsonFields.Schema] = new JsonObject { ["type"] = "string", ["description"] = "The schema, for editors." };
        if (_shared.Count > 0)
            schema["$defs"] = new JsonObject(_shared.Select(d => KeyValuePair.Create(d.Key, (JsonNode?)d.Value)));
        return schema;
    }

    // What is null counts as not there.
    private JsonObject Field(JsonField field)
    {
        List<JsonObject> forms = [.. Forms(field.Shape)];
        if (!field.IsRequired && forms.Count > 0)
            forms.Add(new JsonObject { ["type"] = "null" });
        var schema = Any(forms);
        if (field.Becomes is var (type, member) && Documented(type, member) is { Length: > 0 } text)
            schema.Insert(0, "description", text);
        return schema;
    }

    private static JsonObject Any(List<JsonObject> forms) => forms switch
    {
        [] => [],
        [var only] => only,
        // One that may be left out: its type is both.
        [{ Count: 1 } one, { Count: 1 } none] when one["type"] is not null && (string?)none["type"] == "null" =>
            new JsonObject { ["type"] = new JsonArray(one["type"]!.DeepClone(), "null") },
        _ => new JsonObject { ["anyOf"] = new JsonArray([.. forms]) },
    };

    private IEnumerable<JsonObject> Forms(JsonShape shape)
    {
        foreach (var type in shape.Types)
            yield return type != "string" ? Number(type, shape.Bounds) : shape.Kind is { } kind ? Unit(kind, shape.IsBare) : Text(shape);
        if (shape.Fields is not null)
            yield return Object(shape);
        if (shape.Item is not null)
            yield return List(shape);
    }

    // Once for all places that name such units.
    private JsonObject Unit(string kind, bool isBare)
    {
        var key = kind.Replace(' ', '-') + (isBare ? "-name" : "");
        if (!_shared.ContainsKey(key))
        {
            var names = namesOf(kind);
            _shared[key] = isBare
                ? new JsonObject { ["type"] = "string", ["enum"] = Words(names) }
                : new JsonObject
                {
                    ["type"] = "string",
                    // The names as such are for editors, which offer them.
                    ["anyOf"] = new JsonArray(
                        new JsonObject { ["enum"] = Words([.. names, "all", "none"]) },
                        new JsonObject { ["pattern"] = $"^\\s*({string.Join('|', names.Select(Escaped))})\\s*[:@]" }),
                };
        }
        return new JsonObject { ["$ref"] = $"#/$defs/{key}" };
    }

    // A name has no other sign that a pattern would take for its own.
    private static string Escaped(string name) => name.Replace("+", "\\+", StringComparison.Ordinal);

    private static JsonObject Text(JsonShape shape)
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (shape.Words.Count > 0)
            schema["enum"] = Words(shape.Words);
        return schema;
    }

    private static JsonObject Number(string type, JsonBounds? bounds)
    {
        var schema = new JsonObject { ["type"] = type };
        if (type == "boolean")
            return schema;
        if (bounds?.Minimum is { } minimum)
            schema[bounds.IsAbove ? "exclusiveMinimum" : "minimum"] = minimum;
        if (bounds?.Maximum is { } maximum)
            schema["maximum"] = maximum;
        return schema;
    }

    private JsonObject Object(JsonShape shape)
    {
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(shape.Fields!.Select(f => KeyValuePair.Create(f.Key, (JsonNode?)Field(f.Value)))),
        };
        if (shape.Fields!.Where(f => f.Value.IsRequired).Select(f => f.Key).ToList() is { Count: > 0 } required)
            schema["required"] = Words(required);
        schema["additionalProperties"] = shape.Further is { } further ? Any([.. Forms(further)]) : JsonValue(false);
        return schema;
    }

    private JsonObject List(JsonShape shape)
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = Any([.. Forms(shape.Item!)]) };
        if (shape.Least is { } least)
            schema["minItems"] = least;
        if (shape.Most is { } most)
            schema["maxItems"] = most;
        return schema;
    }

    private string Documented(Type type, string member)
    {
        if (!_documentation.TryGetValue(type.Assembly, out var documentation))
            _documentation[type.Assembly] = documentation = Documentation.Of(type.Assembly);
        return documentation.Member(type, member);
    }

    private static JsonNode JsonValue(bool value) => System.Text.Json.Nodes.JsonValue.Create(value);

    private static JsonArray Words(IEnumerable<string> words) => [.. words.Select(w => (JsonNode)w)];
}
