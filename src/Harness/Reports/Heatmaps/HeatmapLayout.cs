using VisEval.Harness.Datasets;
using VisEval.Harness.Datasets.Pictures;
using VisEval.Harness.Results;

namespace VisEval.Harness.Reports.Heatmaps;

/// <summary>What heat maps are written, and what their files are called.</summary>
/// <param name="Folder">Full path of the folder.</param>
/// <param name="Arrays">Whether an array is written for each method.</param>
/// <param name="Overlays">Whether a picture is written for each explanation.</param>
/// <param name="Raw">Arrays hold attributions as the method defines them, instead of maps at the input's size, divided by the largest
/// absolute value.</param>
/// <param name="MethodNames">What the files of a method are called, by its key.</param>
/// <param name="ImageNames">What the files of an image are called, by its id, in the order of the images.</param>
/// <param name="NamesTarget">Whether file names say the class.</param>
/// <param name="Targets">The classes of an image in their order; of those that the model chooses there is one an image.</param>
/// <param name="Picture">Gives the whole picture of an image.</param>
internal sealed record HeatmapLayout(
    string Folder,
    bool Arrays,
    bool Overlays,
    bool Raw,
    IReadOnlyDictionary<string, string> MethodNames,
    IReadOnlyDictionary<string, string> ImageNames,
    bool NamesTarget,
    IReadOnlyDictionary<string, IReadOnlyList<int?>> Targets,
    Func<PreparedImage, Picture> Picture)
{
    /// <summary>Whether a list of images and classes is written beside each array.</summary>
    public bool Lists { get; init; }

    private readonly Dictionary<string, int> _places = ImageNames.Keys.Index().ToDictionary(i => i.Item, i => i.Index);

    /// <summary>The place of an explanation in the array of its method, for sorting.</summary>
    public (int Image, int Target) Place(ExplanationKey key) =>
        (_places[key.Image], NamesTarget ? Targets[key.Image].Index().First(t => t.Item == key.Target).Index : 0);

    /// <summary>What people call an image.</summary>
    public string ImageName(string id) => ImageNames[id];

    /// <summary>The file of a method's array.</summary>
    public string ArrayFile(string method) => Path.Combine(Folder, MethodNames[method] + ".npy");

    /// <summary>The file of an overlay.</summary>
    public string OverlayFile(ExplanationKey key) =>
        Path.Combine(Folder,
            $"{ImageNames[key.Image]}.{MethodNames[key.Method]}{(NamesTarget ? FormattableString.Invariant($".{key.Target}") : "")}.png");
}
