using VisEval.Harness.Input;
using VisEval.Harness.Results;
using VisEval.Onnx.Format;

namespace VisEval.Harness.Configuration.Exporting;

/// <summary>Whether an exported file can be written to a place without anything being lost.</summary>
internal static class ExportPlace
{
    /// <summary>Says in every exported file which methods it holds.</summary>
    public const string Mark = "viseval.methods";

    /// <summary>Why it cannot, a sentence; null if it can.</summary>
    /// <param name="path">Full path of the file to write.</param>
    /// <param name="model">Full path of the network; null where it is not found.</param>
    /// <remarks>A file that is there is replaced only where an export wrote it: descriptions, weights beside a network and networks of
    /// other programs are not made again.</remarks>
    public static string? Mistake(string path, string? model)
    {
        if (OutputPlace.MistakeOfFile(path) is { } mistake)
            return mistake;
        try
        {
            return model is not null && RealPath.AreSame(path, model) ? $"'{path}' is the model itself; name another file."
                : File.Exists(path) && !FileMetadata.Read(path).ContainsKey(Mark)
                    ? $"'{path}' is there already and was not written by viseval export; name another file, or remove it."
                : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return $"'{path}' is there already and cannot be read: {error.Message} Name another file.";
        }
    }
}
