using VisEval.Core;
using VisEval.Harness.Input;

namespace VisEval.Harness.Datasets;

/// <summary>Reads how a picture becomes input from any file that says it.</summary>
public static class PreprocessingFile
{
    /// <summary>The <c>preprocessing</c> of a dataset.json or model.json, or a file that holds nothing else.</summary>
    /// <exception cref="InputException">Every mistake in it; other parts of the file are not looked at.</exception>
    public static Preprocessing Read(string path)
    {
        var mistakes = new Mistakes();
        var fields = JsonFile.Parse(path, JsonFile.Read(path), mistakes);
        var preprocessing = fields.Has("preprocessing")
            ? PreprocessingReader.Read(fields.Required("preprocessing")!)
            : PreprocessingReader.Read(fields);
        mistakes.ThrowIfAny();
        return preprocessing!;
    }
}
