using System.Text;
using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Input;

namespace VisEval.Harness.Configuration.References;

/// <summary>The pictures of a folder.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Files">Its pictures, by name.</param>
internal sealed record ReferenceFolder(string Path, IReadOnlyList<string> Files) : ReferenceChoice(Path)
{
    private static readonly string[] Endings = [".png", ".jpg", ".jpeg"];

    /// <summary>Finds the pictures.</summary>
    /// <exception cref="InputException">There are none.</exception>
    public static ReferenceFolder Of(string path)
    {
        try
        {
            return new ReferenceFolder(path, PicturesOf(path));
        }
        catch (InputException none)
        {
            throw new InputException($"reference '{path}': {none.Message}", none);
        }
    }

    /// <summary>The pictures of a folder, by name.</summary>
    /// <exception cref="InputException">There are none.</exception>
    internal static IReadOnlyList<string> PicturesOf(string path)
    {
        List<string> files =
        [
            .. Directory.EnumerateFiles(path)
                .Where(file => Endings.Contains(System.IO.Path.GetExtension(file).ToLowerInvariant())).Order(StringComparer.Ordinal),
        ];
        return files.Count > 0
            ? files
            : throw new InputException($"the folder holds no picture; {string.Join(", ", Endings)} are read.");
    }

    /// <inheritdoc/>
    public override ReferenceImages Open(Preprocessing? preprocessing, ImageSize input, Dataset? dataset, Seed seed)
    {
        if (preprocessing is null)
            throw new InputException(
                $"reference '{Path}': nothing says how a picture becomes this model's input. State the preprocessing, "
                + "put a model.json beside the model, or give the references as an array of inputs.");
        var images = Used(seed).Select(file => ImageLoader.Load(file, preprocessing, input).Input);
        return new ReferenceImages($"pictures of {Path}", Most, Tensor.Stack([.. images.Select(i => i.Reshape(i.Shape[1..]))]));
    }

    /// <inheritdoc/>
    public override string Sha256Of(IReadOnlyList<Dataset> datasets, Seed seed) =>
        Sha256.Of(Encoding.UTF8.GetBytes(string.Join('\n', Used(seed).Select(Sha256.OfFile))));

    private IReadOnlyList<string> Used(Seed seed) => Files.Count <= Most
        ? Files
        : Drawn(Files, file => System.IO.Path.GetFileName(file), seed, Most + 1);
}
