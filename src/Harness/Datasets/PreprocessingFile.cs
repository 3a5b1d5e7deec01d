using VisEval.Core;
using VisEval.Harness.Input;

namespace VisEval.Harness.Datasets;

/// <summary>Reads how a picture becomes input from any file that says it, or from the name of a preset.</summary>
public static class PreprocessingFile
{
    /// <summary>What a user wrote: the name of a preset as it is, else the full path of a file.</summary>
    public static string Locate(string text, string directory) =>
        PreprocessingPresets.All.ContainsKey(text) ? text : Path.GetFullPath(text, directory);

    /// <summary>The preset of that name; else the <c>preprocessing</c> of a dataset.json or model.json, or a file that holds nothing
    /// else.</summary>
    /// <param name="text">What <see cref="Locate"/> gave.</param>
    /// <exception cref="InputException">Every mistake in it; other parts of the file are not looked at.</exception>
    public static Preprocessing Read(string text)
    {
        if (PreprocessingPresets.All.TryGetValue(text, out var preset))
            return preset;
        if (!Path.Exists(text) && Path.GetExtension(text).Length == 0)
            throw new InputException(
                $"{text}: there is no such file, nor a preset '{Path.GetFileName(text)}'. "
                + Suggestions.Sentence(Path.GetFileName(text), [.. PreprocessingPresets.All.Keys]));
        var mistakes = new Mistakes();
        var fields = JsonFile.Parse(text, InputFile.Read(text), mistakes);
        var preprocessing = fields.Has("preprocessing")
            ? PreprocessingReader.Read(fields.Required("preprocessing")!)
            : PreprocessingReader.Read(fields);
        mistakes.ThrowIfAny();
        return preprocessing!;
    }
}
