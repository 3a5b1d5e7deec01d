using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using VisEval.Core;
using VisEval.Harness.Input;

namespace VisEval.Harness.Results;

/// <summary>run.json: a <see cref="RunInfo"/> in camelCase, indented, in a fixed order of members.</summary>
internal static class RunInfoJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        // The file is read by people and never embedded in HTML: umlauts and quotes stay as they are.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        // The range of a number may be unbounded.
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The text of run.json, ending in a line feed.</summary>
    public static string ToText(RunInfo info) => JsonSerializer.Serialize(Ordered(info), Options) + "\n";

    /// <summary>Reads the text of a run.json.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">Where it stands, for the message.</param>
    /// <exception cref="InputException">The text is not a run.json.</exception>
    public static RunInfo FromText(string text, string path)
    {
        try
        {
            return JsonSerializer.Deserialize<RunInfo>(text, Options)
                ?? throw new InputException($"'{path}' is not the description of a run: it says null.");
        }
        catch (JsonException error)
        {
            throw new InputException($"'{path}' is not the description of a run: {FaultText.Of(error)}", error);
        }
    }

    /// <summary>Writes a run.json, whole or not at all.</summary>
    public static void Write(RunInfo info, string path) =>
        AtomicFile.Write(path, stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true);
            writer.Write(ToText(info));
        });

    /// <summary>Reads a run.json.</summary>
    /// <exception cref="InputException">There is no such file, or it is not a run.json.</exception>
    public static RunInfo Read(string path) => FromText(InputFile.ReadText(path), path);

    /// <summary>A ranking rule as run.json writes it; equal for equal rules.</summary>
    public static string TextOf(RankingRule rule) => JsonSerializer.Serialize(rule, Options);

    internal static JsonElement ToElement(RunInfo info) => JsonSerializer.SerializeToElement(Ordered(info), Options);

    private static RunInfo Ordered(RunInfo info) =>
        info with { Machine = new SortedDictionary<string, string>(info.Machine.ToDictionary(), StringComparer.Ordinal) };
}
