using VisEval.Harness.Input;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;

namespace VisEval.Harness.Reports.Visualizations;

/// <summary>Writes pictures of units as files.</summary>
/// <remarks>A PNG a picture; <c>contact-sheet.png</c>; <c>pictures.csv</c>, a row a picture; <c>activations.csv</c>, a row a step. None
/// holds a measured time, so that the same seed gives the same bytes.</remarks>
public static class VisualizationFiles
{
    /// <summary>All pictures on a sheet.</summary>
    public const string Sheet = "contact-sheet.png";

    private static readonly string[] PictureHeader =
    [
        "file", "unit", "visualizer", "picture", "kind", "height", "width", "activation", "relative_error", "forwards", "backwards",
        "source", "remark",
    ];

    private static readonly string[] StepHeader = ["unit", "visualizer", "picture", "step", "value"];

    /// <summary>Writes them all.</summary>
    /// <param name="folder">Full path of the folder; made if it is not there.</param>
    /// <param name="pictures">The pictures, those of a unit one after the other.</param>
    /// <param name="isColour">Whether their first three channels are red, green and blue.</param>
    /// <returns>The paths, in order.</returns>
    public static IReadOnlyList<string> Write(string folder, IReadOnlyList<ShownPicture> pictures, bool isColour)
    {
        Directory.CreateDirectory(folder);
        var files = new List<string>();
        foreach (var picture in pictures)
            Put(picture.File, PicturePng.Of(picture.Picture, isColour));
        if (pictures.Count > 0)
            Put(Sheet, PictureSheet.Draw(pictures, isColour));
        PutText("pictures.csv", CsvText.Of(PictureHeader, pictures.Select(Row)));
        PutText("activations.csv", CsvText.Of(StepHeader, pictures.SelectMany(Steps)));
        return files;

        void Put(string name, byte[] bytes)
        {
            files.Add(Path.Combine(folder, name));
            AtomicFile.Write(files[^1], stream => stream.Write(bytes));
        }

        void PutText(string name, string text)
        {
            files.Add(Path.Combine(folder, name));
            AtomicFile.Write(files[^1], text);
        }
    }

    private static string[] Row(ShownPicture picture) =>
    [
        picture.File, picture.Unit, picture.Visualizer, NumberText.Exact(picture.Index), Core.Kebab.From(picture.Made.Kind.ToString()),
        NumberText.Exact(picture.Picture.Shape[1]), NumberText.Exact(picture.Picture.Shape[2]), NumberText.Exact(picture.Made.Activation),
        NumberText.Exact(picture.Made.RelativeError),
        NumberText.Exact(picture.Made.Cost.Forwards), NumberText.Exact(picture.Made.Cost.Backwards), picture.Made.Source ?? "",
        picture.Made.Remark ?? "",
    ];

    private static IEnumerable<string[]> Steps(ShownPicture picture) => picture.Made.Course.Select(step => new[]
    {
        picture.Unit, picture.Visualizer, NumberText.Exact(picture.Index), NumberText.Exact(step.Step), NumberText.Exact(step.Value),
    });
}
