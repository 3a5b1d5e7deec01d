using System.Reflection;
using VisEval.Core;
using VisEval.Harness.Input;

namespace VisEval.Harness.Configuration;

/// <summary>Reads a unit of a configuration file: <c>"rise:masks=2000"</c> or <c>{"name": "rise", "masks": 2000, "dialect": "…"}</c>;
/// round another one <c>"smooth:rise"</c> or <c>{"name": "smooth", "samples": 4, "method": "rise"}</c>.</summary>
internal static class UnitReader
{
    /// <summary>Reads a unit as it is written on the command line; null after its mistakes were noted.</summary>
    /// <typeparam name="T">The interface of such units.</typeparam>
    public static Func<JsonValue, string?> Of<T>() where T : class
    {
        var kind = typeof(T).GetCustomAttribute<UnitKindAttribute>()!.Kind;
        return value => Read(value, kind);
    }

    private static string? Read(JsonValue value, string kind)
    {
        if (!value.IsObject)
            return value.Naming(kind).Text();
        var fields = value.Fields()!.Of<UnitText>();
        var name = fields.Required("name")?.Naming(kind, isBare: true).Text();
        if (name?.IndexOfAny([':', '@', ',']) >= 0)
            fields.Mistake("name", $"\"{name}\" is not a name; the dialect and the options of a unit are fields of their own here.");
        var dialect = fields.Optional("dialect")?.Text();
        var inner = fields.Optional("method") is { } around ? Read(around, kind) : null;
        var options = new List<string>();
        foreach (var option in fields.Names().Where(n => n is not ("name" or "dialect" or "method")))
            if (fields.Optional(option)?.Scalar() is { } text)
            {
                if (text.Contains(',', StringComparison.Ordinal))
                    fields.Mistake(option, $"\"{text}\" has a comma; the value of an option cannot.");
                options.Add($"{option}={text}");
            }
        return $"{name}{(dialect is null ? "" : $"@{dialect}")}{(options.Count == 0 ? "" : $":{string.Join(",", options)}")}"
            + $"{(inner is null ? "" : $":{inner}")}";
    }
}
