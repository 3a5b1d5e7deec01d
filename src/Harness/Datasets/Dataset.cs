using VisEval.Core;
using VisEval.Harness.Datasets.Pictures;
using VisEval.Harness.Datasets.Regions;

namespace VisEval.Harness.Datasets;

/// <summary>A labelled image dataset, opened.</summary>
/// <param name="Manifest">What its dataset.json says, or what was found in a folder of another layout.</param>
/// <param name="ManifestPath">Full path of dataset.json, or of the folder or file that was opened.</param>
/// <param name="Sha256">SHA-256 of dataset.json, or of all that was found in another layout, lower-case hex.</param>
public sealed record Dataset(DatasetManifest Manifest, string ManifestPath, string Sha256)
{
    /// <summary>The folder all paths in the manifest are relative to.</summary>
    public string Folder { get; init; } = Path.GetDirectoryName(ManifestPath)!;

    /// <summary>What was left out or looks wrong, in sentences; a dataset.json has mistakes instead, which end the work.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>What a dataset.json leaves open and how it was filled in, in sentences.</summary>
    public IReadOnlyList<string> Assumptions { get; init; } = [];

    /// <summary>What is done to every picture before it is resized; null for nothing.</summary>
    internal Corruption? Corruption { get; init; }

    /// <summary>Whether only images are taken of which the first choice of every network is a label.</summary>
    public bool OnlyCorrect { get; init; }

    /// <summary>Full path of a file that the manifest names.</summary>
    public string PathOf(string file) => Path.GetFullPath(file, Folder);
}

/// <summary>The content of dataset.json.</summary>
/// <param name="Name">kebab-case name, the key in results.</param>
/// <param name="Description">What it is.</param>
/// <param name="Licence">Under which terms.</param>
/// <param name="Classes">Class names; the index is the class. Empty where nothing names any.</param>
/// <param name="Target">What is explained unless the user says otherwise: the model's top-1 class, or every labelled class.</param>
/// <param name="Preprocessing">How a picture becomes input; a model.json can say otherwise. Null where only the models say.</param>
/// <param name="Images">The images.</param>
/// <param name="Options">Options of methods and metrics that suit this dataset's images, by unit name, used where the user
/// says nothing.</param>
/// <param name="Sha256">SHA-256 of every file the manifest names, lower-case hex, by relative path; checked before a run.</param>
/// <param name="Notes">Anything else worth stating, for example the accuracy of the models; not interpreted.</param>
/// <param name="PresetModels">By preset, the models that are run where none is named; of the other presets every model that
/// is no control.</param>
public sealed record DatasetManifest(
    string Name,
    string Description,
    string Licence,
    IReadOnlyList<string> Classes,
    TargetChoice Target,
    Preprocessing? Preprocessing,
    IReadOnlyList<DatasetImage> Images,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? Options = null,
    IReadOnlyDictionary<string, string>? Sha256 = null,
    IReadOnlyDictionary<string, string>? Notes = null,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? PresetModels = null)
{
    /// <summary>What the files of a foreign layout call the classes (numbers, synsets); null where they have only names.</summary>
    public IReadOnlyList<string?>? ClassIds { get; init; }
}

/// <summary>Which class is explained.</summary>
public enum TargetChoice
{
    /// <summary>The model's top-1 class on the clean image. JSON: <c>top-1</c>.</summary>
    Top1,

    /// <summary>Each labelled class in turn. JSON: <c>labels</c>.</summary>
    Labels,
}

/// <summary>One image of a dataset.</summary>
/// <param name="Id">Unique in the dataset; the key in results.</param>
/// <param name="File">The picture, relative to the manifest; for a picture inside a larger file its name there.</param>
/// <param name="Labels">The classes the image shows; the first is the label of single-label use. None where nobody says.</param>
/// <param name="Objects">Where they are; none if unknown.</param>
/// <param name="Background">The class of the background, free text, or null.</param>
/// <param name="AnnotationSize">[width, height] of the image the boxes were drawn on, where it is not the stored one;
/// boxes are in its pixels.</param>
public sealed record DatasetImage(
    string Id,
    string File,
    IReadOnlyList<int>? Labels = null,
    IReadOnlyList<DatasetObject>? Objects = null,
    string? Background = null,
    IReadOnlyList<int>? AnnotationSize = null)
{
    /// <summary>The classes the image shows; the first is the label of single-label use. Empty where nobody says.</summary>
    public IReadOnlyList<int> Labels { get; init; } = Labels ?? [];

    /// <summary>Where they are; empty if unknown.</summary>
    public IReadOnlyList<DatasetObject> Objects { get; init; } = Objects ?? [];

    /// <summary>Where classes are, all objects of a class together; of such a class the regions of single objects do not count.</summary>
    public IReadOnlyList<ClassRegion> Regions { get; init; } = [];

    /// <summary>Pixels that are not scored for any class; null where there are none.</summary>
    public IRegion? Ignored { get; init; }

    /// <summary>All regions: of objects, of classes, and what is not scored.</summary>
    internal IEnumerable<IRegion> AllRegions =>
        Objects.Select(o => o.Region).Concat(Regions.Select(r => r.Region)).Append(Ignored).OfType<IRegion>();

    /// <summary>Where the picture is stored, if not in a file of its own.</summary>
    public IPictureSource? Packed { get; init; }

    /// <summary>Where the picture is stored.</summary>
    public IPictureSource Source => Packed ?? new PictureInFile(File);

    /// <summary>The annotated size, or that of the stored picture where the manifest states none.</summary>
    public (int Width, int Height) SizeOr(int width, int height) => AnnotationSize is [var w, var h] ? (w, h) : (width, height);
}

/// <summary>One labelled object.</summary>
/// <param name="Class">Its class index, or <see cref="AnyClass"/>.</param>
/// <param name="Box">[x0, y0, x1, y1] in pixels of the annotated image, upper ends exclusive; or null.</param>
/// <param name="Region">Its pixels, or null.</param>
/// <param name="Ignore">An object that is neither to be found nor to be counted as background: a crowd, a difficult one. Its pixels are not
/// scored for its class, except where another object of the class covers them.</param>
public sealed record DatasetObject(int Class, IReadOnlyList<double>? Box = null, IRegion? Region = null, bool Ignore = false)
{
    /// <summary>The class of objects in a dataset that names none: they are where whatever is explained should be.</summary>
    public const int AnyClass = -1;

    /// <summary>Whether the box holds a part of the object only, such as its head: it is shown, but is not where the object is.</summary>
    public bool IsPart { get; init; }

    /// <summary>Whether it belongs to a class.</summary>
    public bool IsOf(int target) => Class == target || Class == AnyClass;
}

/// <summary>An image ready to run: the network's input and where things are in it.</summary>
/// <param name="Image">What the manifest says of it.</param>
/// <param name="Input">Normalised pixels, 1×C×H×W.</param>
/// <param name="Geometry">How the input was cut from the annotated image.</param>
/// <param name="Content">SHA-256 of the picture's file, of an array of the image's values, lower-case hex. Random draws start from it:
/// neither from names, which are chance, nor from prepared pixels, whose last digit another machine may round differently.</param>
internal sealed record PreparedImage(DatasetImage Image, Tensor Input, ImageGeometry Geometry, string Content)
{
    /// <summary>SHA-256 of all that was read of the image: its content and its mask files. A run keeps it, and is not continued with
    /// others.</summary>
    public string Used { get; init; } = Content;

    /// <summary>The seed of all draws on the image: not of the class, so that two classes of an image see the same masks and noise;
    /// not of the model, so that models are compared under the same draws.</summary>
    /// <param name="run">The seed of the run.</param>
    public Seed SeedOf(Seed run) => run.For(Content);
}
