using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace VisEval.Harness.Datasets;

/// <summary>Preprocessing as people write it in model.json; <see cref="PreprocessingReader"/> reads it.</summary>
internal static class PreprocessingText
{
    private static readonly JsonSerializerOptions Fields = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The object, in one line.</summary>
    public static string Of(Preprocessing preprocessing) =>
        JsonSerializer.Serialize(preprocessing with { AnyChannels = false }, Fields);
}
