using VisEval.Harness.Input;

namespace VisEval.Harness.Configuration;

/// <summary>Reads a unit of a configuration file: <c>"rise:masks=2000"</c> or <c>{"name": "rise", "masks": 2000, "dialect": "…"}</c>;
/// round another one <c>"smooth:rise"</c> or <c>{"name": "smooth", "samples": 4, "method": "rise"}</c>.</summary>
internal static class UnitReader
{
    /// <summary>The unit as it is written on the command line, or null after its mistakes were noted.</summary>
    public static string? Read(JsonValue value)
    {
        if (!value.IsObject)
            return value.Text();
        var fields = value.Fields()!;
        var name = fields.Required("name")?.Text();
        if (name?.IndexOfAny([':', '@', ',']) >= 0)
            fields.Mistake("name", $"\"{name}\" is not a name; the dialect and the options of a unit are fields of their own here.");
        var dialect = fields.Optional("dialect")?.Text();
        var inner = fields.Optional("method") is { } around ? Read(around) : null;
        var options = new List<string>();
        foreach (var option in fields.Names().Where(n => n is not ("name" or "dialect" or "method")))
            if (fields.Optional(option)?.Scalar() is { } text)
            {
                if (text.Contains(',', StringComparison.Ordinal))
                    fields.Mistake(option, $"\"{text}\" has a comma; the value of an option cannot.");
                options.Add($"{option}={text}");
            }
        return $"{name}{(dialect is null ? "" : $"@{dialect}")}{(options.Count == 0 ? "" : $":{string.Join(",", options)}")}{(inner is null ? "" : $":{inner}")}";
    }
}
