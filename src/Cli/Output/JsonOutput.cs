using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using VisEval.Cli.Hosting;

namespace VisEval.Cli.Output;

/// <summary>Facts for scripts on standard output.</summary>
internal static class JsonOutput
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        // Names of authors and ranges stay legible; nothing of this goes into a web page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes a value.</summary>
    public static void Write<T>(T value, CliHost host) => host.Out.WriteLine(JsonSerializer.Serialize(value, Options));
}
