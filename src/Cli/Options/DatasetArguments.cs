using System.CommandLine;
using VisEval.Harness.Datasets.Formats;
using VisEval.Harness.Datasets.Opening;

namespace VisEval.Cli.Options;

/// <summary>The options that say what a dataset without a dataset.json is.</summary>
/// <param name="format">The name of the option for the layout; <c>explain</c> has another <c>--format</c>.</param>
internal sealed class DatasetArguments(string format = "--format")
{
    private readonly Option<string?> _format = CommonOptions.One(
        format, "FORMAT",
        "The layout of a dataset without a dataset.json, where it is not recognized: " + string.Join(", ", DatasetFormats.All.Keys));

    private readonly Option<string?> _table = CommonOptions.One(
        "--table", "FILE", "The table of labels, boxes or run lengths beside the pictures of a dataset, CSV, TSV or JSON lines");

    private readonly ReadOption<BoxConvention?> _boxes = CommonOptions.Choice<BoxConvention>(
        "--boxes", "What the four numbers of a box in the table are: left, top, right, bottom, or left, top, width, height, from 0");

    /// <summary>The options, without <c>--boxes</c> where the command has one of that name.</summary>
    public IReadOnlyList<Option> Options(bool withBoxes = true) => withBoxes ? [_format, _table, _boxes] : [_format, _table];

    /// <summary>What was said.</summary>
    /// <param name="read">Collects the mistakes.</param>
    /// <param name="directory">Where a relative path starts.</param>
    /// <param name="otherwise">What holds where nothing is said.</param>
    public DatasetOptions Read(ArgumentReader read, string directory, DatasetOptions? otherwise = null) => new(
        read.Parse.GetValue(_format) ?? otherwise?.Format,
        read.Parse.GetValue(_table) is { } table ? Path.GetFullPath(table, directory) : otherwise?.Table,
        BoxesOf(read) ?? otherwise?.Boxes);

    private BoxConvention? BoxesOf(ArgumentReader read) => read.Parse.GetResult(_boxes) is null ? null : read.Value(_boxes);
}
