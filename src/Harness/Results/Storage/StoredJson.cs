using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using VisEval.Core;
using VisEval.Methods.Representation.Contracts;

namespace VisEval.Harness.Results.Storage;

/// <summary>Records in a column of results.db, which read back exactly: every double with all its digits, NaN and infinities by
/// name.</summary>
internal static class StoredJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        // The coordinates of a point are the fields of a pair.
        IncludeFields = true,
        IgnoreReadOnlyProperties = true,
        // A row that lacks a field is damaged.
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(), new StateConverter(), new PlaneConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { WithKinds } },
    };

    /// <summary>The text of a record.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <summary>The record of a text.</summary>
    /// <exception cref="FormatException">The text is of none.</exception>
    public static T Read<T>(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, Options) ?? throw new FormatException("A row says null.");
        }
        catch (JsonException error)
        {
            throw new FormatException(error.Message, error);
        }
    }

    // What a cell holds, and what a picture is of, is told apart by the name of the type.
    private static void WithKinds(JsonTypeInfo type)
    {
        if (type.Type != typeof(Finding) && type.Type != typeof(FindingPicture))
            return;
        type.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "kind" };
        foreach (var kind in type.Type.GetNestedTypes(BindingFlags.Public).Where(t => t.IsSubclassOf(type.Type)))
            type.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(kind, kind.Name));
    }

    private sealed class StateConverter : JsonConverter<CellState>
    {
        public override CellState Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            CellState.Parse(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, CellState value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Text);
    }

    // The serializer has no arrays of two dimensions.
    private sealed class PlaneConverter : JsonConverter<double[,]>
    {
        public override double[,] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var rows = JsonSerializer.Deserialize<double[][]>(ref reader, options) ?? [];
            var plane = new double[rows.Length, rows.Length == 0 ? 0 : rows[0].Length];
            for (var y = 0; y < plane.GetLength(0); y++)
                for (var x = 0; x < plane.GetLength(1); x++)
                    plane[y, x] = rows[y][x];
            return plane;
        }

        public override void Write(Utf8JsonWriter writer, double[,] value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(
                writer,
                Enumerable.Range(0, value.GetLength(0))
                    .Select(y => Enumerable.Range(0, value.GetLength(1)).Select(x => value[y, x]).ToArray()).ToArray(),
                options);
    }
}
