using System.Text.Json.Serialization;

namespace VisEval.Harness.Datasets.Inspection;

/// <summary>An image of a dataset.</summary>
/// <param name="Id">Its id.</param>
/// <param name="File">The file it is stored in, relative to the dataset's folder.</param>
/// <param name="Width">Columns of the upright picture.</param>
/// <param name="Height">Rows of the upright picture.</param>
/// <param name="AnnotationSize">[width, height] of the image whose pixels boxes and masks are in; null where it is the stored one.</param>
/// <param name="Labels">The names of its classes.</param>
/// <param name="Objects">Where they are.</param>
/// <param name="Masks">By class name, its pixels: all objects of the class that have any together, and what is not scored for it.</param>
internal sealed record ImageFacts(
    string Id,
    string File,
    int Width,
    int Height,
    [property: JsonPropertyName("annotation_size")] IReadOnlyList<int>? AnnotationSize,
    IReadOnlyList<string> Labels,
    IReadOnlyList<ObjectFacts> Objects,
    IReadOnlyDictionary<string, MaskFacts> Masks);

/// <summary>An object.</summary>
/// <param name="Label">The name of its class; null where nobody names one.</param>
/// <param name="Box">[x0, y0, x1, y1], or null.</param>
/// <param name="Ignore">Whether it is neither to be found nor background.</param>
/// <param name="Mask">Its own pixels, or null.</param>
internal sealed record ObjectFacts(string? Label, IReadOnlyList<double>? Box, bool Ignore, MaskFacts? Mask);

/// <summary>A mask.</summary>
/// <param name="Area">Pixels of the object.</param>
/// <param name="IgnoreArea">Pixels that are not scored.</param>
/// <param name="Sha256">SHA-256 of height × width bytes: 1 object, 0 not, 255 not scored; lower-case hex.</param>
internal sealed record MaskFacts(int Area, [property: JsonPropertyName("ignore_area")] int IgnoreArea, string Sha256);
