using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using VisEval.Harness.Datasets.Formats;
using VisEval.Harness.Datasets.Pictures;
using VisEval.Harness.Datasets.Regions;

namespace VisEval.Harness.Datasets.Opening;

/// <summary>A hash of all that was found in a folder of a known layout: a changed label, box, polygon or name of a file changes it, where
/// the folder lies does not.</summary>
internal static class ContentHash
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Converters = { new ByKind<IRegion>(), new ByKind<IPictureSource>() },
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>SHA-256 of the classes and images, lower-case hex.</summary>
    public static string Of(DatasetContent content)
    {
        using var hash = SHA256.Create();
        using (var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
            JsonSerializer.Serialize(stream, content with { Folder = "", Problems = [] }, Options);
        return Convert.ToHexStringLower(hash.Hash!);
    }

    // Of an interface the serializer sees the members of the interface only.
    private sealed class ByKind<T> : JsonConverter<T> where T : class
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Only written, to be hashed.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WritePropertyName(value.GetType().Name);
            JsonSerializer.Serialize(writer, value, value.GetType(), options);
            writer.WriteEndObject();
        }
    }
}
