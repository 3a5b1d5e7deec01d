using VisEval.Core;
using VisEval.Harness.Input;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;

namespace VisEval.Harness.Reports.Visualizations;

/// <summary>Writes pictures of units as files.</summary>
/// <remarks>A PNG a picture; <c>contact-sheet.png</c>; <c>pictures.csv</c>, a row a picture; <c>activations.csv</c>, a row a step. None
/// holds a measured time, so that the same seed gives the same bytes.</remarks>
internal static class VisualizationFiles
{
    /// <summary>All pictures on a sheet.</summary>
    public const string Sheet = "contact-sheet.png";

    private static readonly string[] StepHeader = ["unit", "visualizer", "picture", "step", "value"];

    /// <summary>The columns of a picture.</summary>
    internal static string[] PictureHeader =>
    [
        "file", "unit", "visualizer", "picture", "kind", "height", "width", "activation", "relative_error", "forwards", "backwards",
        "source", "remark",
    ];

    /// <summary>Writes them all.</summary>
    /// <param name="folder">Full path of the folder; made if it is not there.</param>
    /// <param name="pictures">The pictures, those of a unit one after the other.</param>
    /// <returns>The paths, in order.</returns>
    public static IReadOnlyList<string> Write(string folder, IReadOnlyList<ShownPicture> pictures)
    {
        List<string> files = [.. WritePictures(folder, pictures, Sheet)];
        PutText("pictures.csv", CsvText.Of(PictureHeader, pictures.Select(Row)));
        PutText("activations.csv", CsvText.Of(StepHeader, pictures.SelectMany(Steps)));
        return files;

        void PutText(string name, string text)
        {
            files.Add(Path.Combine(folder, name));
            AtomicFile.Write(files[^1], text);
        }
    }

    /// <summary>Writes the pictures of a network, and all of them on a sheet.</summary>
    /// <param name="folder">Full path of the folder; made if it is not there.</param>
    /// <param name="pictures">The pictures, those of a unit one after the other.</param>
    /// <param name="sheet">The name of the sheet.</param>
    /// <returns>The paths, in order.</returns>
    internal static IEnumerable<string> WritePictures(string folder, IReadOnlyList<ShownPicture> pictures, string sheet)
    {
        Directory.CreateDirectory(folder);
        var files = pictures.Select(p => (Name: p.File, Bytes: p.Row.Png)).ToList();
        if (pictures.Count > 0)
            files.Add((sheet, PictureSheet.Draw([.. pictures.Select(p => p.Row)])));
        foreach (var (name, bytes) in files)
            AtomicFile.Write(Path.Combine(folder, name), stream => stream.Write(bytes));
        return files.Select(f => Path.Combine(folder, f.Name));
    }

    /// <summary>A picture as text.</summary>
    internal static string[] Row(ShownPicture picture)
    {
        var made = picture.Row;
        return
        [
            picture.File, made.Unit, made.Visualizer, NumberText.Exact(made.Index), Kebab.From(made.Kind.ToString()),
            NumberText.Exact(made.Height), NumberText.Exact(made.Width), NumberText.Exact(made.Activation),
            NumberText.Exact(made.RelativeError), NumberText.Exact(made.Forwards), NumberText.Exact(made.Backwards), made.Source ?? "",
            made.Remark ?? "",
        ];
    }

    private static IEnumerable<string[]> Steps(ShownPicture picture) => picture.Row.Course.Select(step => new[]
    {
        picture.Row.Unit, picture.Row.Visualizer, NumberText.Exact(picture.Row.Index), NumberText.Exact(step.Step),
        NumberText.Exact(step.Value),
    });
}
