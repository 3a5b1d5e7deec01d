using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using VisEval.Core;
using VisEval.Harness.Input;

namespace VisEval.Harness.Results;

/// <summary>A run as one small file for a repository: its facts and numbers as JSON, compressed by gzip (<c>zcat</c> shows it).</summary>
/// <remarks>The same run gives the same bytes: there is neither a time nor a path of its own in it. Curves, measured times, pictures and
/// maps are left out.</remarks>
internal static class BaselineFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Writes the baseline of a run, whole or not at all; makes the folder if it is not there.</summary>
    public static void Write(RunResults results, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        AtomicFile.Write(path, stream =>
        {
            using var packed = new GZipStream(stream, CompressionLevel.SmallestSize, leaveOpen: true);
            JsonSerializer.Serialize(packed, BaselineContent.Of(results), Options);
        });
    }

    /// <summary>Reads a baseline.</summary>
    /// <exception cref="InputException">The file cannot be read, or is no baseline of this version.</exception>
    public static RunResults Read(string path)
    {
        try
        {
            using var file = InputFile.Open(path);
            using var packed = new GZipStream(file, CompressionMode.Decompress);
            var content = JsonSerializer.Deserialize<BaselineContent>(packed, Options);
            if (content?.Format != BaselineContent.CurrentFormat)
                throw new InputException(
                    $"'{path}' has the form '{content?.Format}'; this version of VisEval reads '{BaselineContent.CurrentFormat}'. "
                    + "Save the baseline again with --save-baseline.");
            return content.ToResults(path);
        }
        catch (Exception error) when (error is JsonException or InvalidDataException)
        {
            throw new InputException(
                $"'{path}' is neither a run directory nor a baseline saved with --save-baseline: {FaultText.Of(error)}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"'{path}' cannot be read: {FaultText.Of(error)}", error);
        }
    }
}
