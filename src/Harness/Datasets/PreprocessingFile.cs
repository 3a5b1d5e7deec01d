using VisEval.Core;
using VisEval.Harness.Input;
using VisEval.Onnx.Loading;

namespace VisEval.Harness.Datasets;

/// <summary>Reads how a picture becomes input from any file that says it, or from the name of a preset.</summary>
internal static class PreprocessingFile
{
    /// <summary>What a user wrote: the name of a preset as it is, else the full path of a file.</summary>
    public static string Locate(string text, string directory) =>
        PreprocessingPresets.All.ContainsKey(text) ? text : Path.GetFullPath(text, directory);

    /// <summary>The preset of that name; else the <c>preprocessing</c> of a dataset.json or model.json, or a file that holds nothing
    /// else.</summary>
    /// <param name="text">What <see cref="Locate"/> gave.</param>
    /// <exception cref="InputException">Every mistake in it.</exception>
    public static Preprocessing Read(string text) => ReadAll(text).Preprocessing;

    /// <summary>The same with all else that a model.json says of the network; of a dataset.json nothing else is read.</summary>
    /// <param name="text">What <see cref="Locate"/> gave.</param>
    /// <exception cref="InputException">Every mistake in it.</exception>
    public static StatedInput ReadAll(string text)
    {
        if (PreprocessingPresets.All.TryGetValue(text, out var preset))
            return new StatedInput(preset, NetworkChoices.None);
        if (!Path.Exists(text) && Path.GetExtension(text).Length == 0)
            throw new InputException(
                $"{text}: there is no such file, nor a preset '{Path.GetFileName(text)}'. "
                + Suggestions.Sentence(Path.GetFileName(text), [.. PreprocessingPresets.All.Keys]));
        var mistakes = new Mistakes();
        var fields = JsonFile.Parse(text, JsonFile.Read(text), mistakes);
        var stated = !fields.Has("preprocessing") ? new StatedInput(PreprocessingReader.Read(fields)!, NetworkChoices.None)
            : fields.Has("images") ? new StatedInput(PreprocessingReader.Read(fields.Required("preprocessing")!)!, NetworkChoices.None)
            : OfModel(fields);
        mistakes.ThrowIfAny();
        return stated;
    }

    private static StatedInput OfModel(JsonFields fields)
    {
        var description = ModelFile.Description(fields);
        // Names are of the network beside which the description stands.
        return new StatedInput(description.Preprocessing!, description.Choices with { ClassNames = null });
    }
}
