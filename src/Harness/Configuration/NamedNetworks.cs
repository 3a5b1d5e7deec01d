using VisEval.Core;

namespace VisEval.Harness.Configuration;

/// <summary>The networks that have a name: those under the models/ of the datasets that have one, the embedded ones among them.</summary>
/// <param name="baseDirectory">Where relative paths start, and names are looked up.</param>
internal sealed class NamedNetworks(string baseDirectory)
{
    /// <summary>What a network is written as, for help.</summary>
    public const string Forms = "an .onnx file, a folder with a model.onnx, or a name of 'list models'";

    /// <summary>How one comes by a network.</summary>
    private const string Own = "A network of your own is named by the path of its .onnx file, which torch.onnx.export (PyTorch), tf2onnx "
        + "(TensorFlow) and others write.";

    /// <summary>A network with a name.</summary>
    /// <param name="Name">The name.</param>
    /// <param name="Dataset">The dataset under which it lies.</param>
    /// <param name="Path">Full path of the .onnx file.</param>
    public sealed record Named(string Name, string Dataset, string Path);

    /// <summary>All of them, in the order of the datasets.</summary>
    public IReadOnlyList<Named> All =>
    [
        .. new DatasetLocator(baseDirectory).Folders.SelectMany(dataset => ModelLocator.FilesUnder(dataset)
            .Select(m => new Named(m.Name, Path.GetFileName(dataset), m.Path))),
    ];

    /// <summary>The network that a text means: a file or folder where there is one, else the one of that name.</summary>
    /// <param name="text">What the user wrote.</param>
    /// <param name="say">Takes a sentence where a file stands before a network of the same name.</param>
    /// <exception cref="InputException">There is none; the names that there are.</exception>
    public ModelLocator.Location Find(string text, Action<string> say)
    {
        var at = new ModelLocator(baseDirectory).At(text);
        List<Named> named = [.. All.Where(n => n.Name == text && n.Path != at.Path)];
        var isThere = File.Exists(at.Path);
        if (isThere && named.Count > 0)
            say($"'{text}' is {at.Path}, and not the network of that name that comes with dataset '{named[0].Dataset}': {named[0].Path} "
                + "names that one.");
        if (isThere || (named.Count == 0 && IsPath(text)))
            return at;
        return named.Count switch
        {
            1 => at with { Name = text, Path = named[0].Path, Reference = named[0].Path },
            0 => throw new InputException(Unknown(text)),
            _ => throw new InputException($"'{text}' is a network of several datasets: {string.Join(", ", named.Select(n => n.Path))}. "
                + "Name the file."),
        };
    }

    /// <summary>What there is instead of a text that is no network, and how one comes by one.</summary>
    public string Advice(string text)
    {
        List<string> names = [.. All.Select(n => n.Name).Distinct()];
        var near = Suggestions.For(text, names);
        return (near.Count == 0 ? "" : $"Did you mean '{string.Join("', '", near)}'? ")
            + (names.Count == 0 ? "" : $"By name there are {string.Join(", ", names)}. ") + Own;
    }

    private string Unknown(string text)
    {
        var folder = Path.GetFullPath(text, baseDirectory);
        var looked = Directory.Exists(folder) ? $"the folder {folder} holds no model.onnx" : $"there is no file and no folder {folder}";
        return $"'{text}' is no network: {looked}, and none of that name. {Advice(text)}";
    }

    // Who writes a path is told of the file, and of names only who may have meant one.
    private static bool IsPath(string text) =>
        text != Path.GetFileName(text) || text.Length == 0 || text is "." or ".."
        || text.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase);
}
