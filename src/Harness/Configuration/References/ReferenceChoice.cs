using System.Globalization;
using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Evaluation;

namespace VisEval.Harness.Configuration.References;

/// <summary>The reference images that a user names: a folder of pictures, an array, or a number of other images of the dataset.</summary>
/// <param name="Text">How run.json refers to it: the number, or the full path.</param>
internal abstract record ReferenceChoice(string Text)
{
    /// <summary>The most images of a folder or an array that are used; of more as many are drawn by the seed.</summary>
    public const int Most = 100;

    /// <summary>Reads what a user wrote.</summary>
    /// <param name="text">A number, a folder or a .npy file.</param>
    /// <param name="baseDirectory">Relative paths start there.</param>
    /// <exception cref="InputException">It is none of them.</exception>
    public static ReferenceChoice Read(string text, string baseDirectory)
    {
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count))
            return count > 0
                ? new OtherImages(count)
                : throw new InputException($"reference {text}: the number of other images of the dataset is at least 1.");
        var path = Path.GetFullPath(text, baseDirectory);
        if (Directory.Exists(path))
            return ReferenceFolder.Of(path);
        return File.Exists(path) && Path.GetExtension(path) == ".npy"
            ? new ReferenceArray(path)
            : throw new InputException(
                $"reference '{text}': there is no such folder and no such .npy file. Give a folder of pictures, an array of inputs "
                + "N×C×H×W, or in a run the number of other images of the dataset.");
    }

    /// <summary>The images.</summary>
    /// <param name="preprocessing">How a picture becomes input; null where nothing says.</param>
    /// <param name="input">The network's input size.</param>
    /// <param name="dataset">What is explained; null where that is no dataset.</param>
    /// <param name="seed">Draws the images where there are more than are used.</param>
    /// <exception cref="InputException">They cannot be read, or there are too few.</exception>
    public abstract ReferenceImages Open(Preprocessing? preprocessing, ImageSize input, Dataset? dataset, Seed seed);

    /// <summary>SHA-256 of what is used: of files, of the array, of names of images.</summary>
    /// <param name="datasets">The datasets of the run.</param>
    /// <param name="seed">Draws the images.</param>
    public abstract string Sha256Of(IReadOnlyList<Dataset> datasets, Seed seed);

    /// <summary>So many of the items, drawn by their names: whatever their order, and of fewer the same ones first.</summary>
    protected static IReadOnlyList<T> Drawn<T>(IEnumerable<T> items, Func<T, string> name, Seed seed, int count) =>
        [.. items.OrderBy(item => seed.For(name(item)).Value).ThenBy(name, StringComparer.Ordinal).Take(count)];
}
