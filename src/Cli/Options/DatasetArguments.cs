using System.CommandLine;
using VisEval.Harness.Datasets.Formats;
using VisEval.Harness.Datasets.Opening;

namespace VisEval.Cli.Options;

/// <summary>The options that say what a dataset without a dataset.json is.</summary>
/// <param name="hasFormat">Whether the command has another option <c>--format</c>, which is then no short name of
/// <c>--dataset-format</c>.</param>
internal sealed class DatasetArguments(bool hasFormat = false)
{
    private readonly Option<string?> _format = Format(hasFormat);

    private readonly Option<string?> _table = CommonOptions.One(
        "--table", "FILE", "The table of labels, boxes, masks or run lengths beside the pictures of a dataset, CSV, TSV or JSON lines");

    private readonly Option<string?> _images = CommonOptions.One(
        "--images", "DIR", "The folder of the pictures of a dataset whose annotation file lies elsewhere (COCO)");

    private readonly ReadOption<BoxConvention?> _boxes = CommonOptions.Choice<BoxConvention>(
        "--boxes", "What the four numbers of a box in the table are: left, top, right, bottom, or left, top, width, height, from 0");

    private readonly Option<string?> _where = CommonOptions.One(
        "--where", "CONDITIONS",
        "Only these images: area<.25 (the share of the picture that its objects cover), correct (the first choice of every network is a "
        + "label), class=cat|dog (names, ids or indices; class=\"tench, Tinca tinca\" where a name holds a comma); joined by commas, "
        + "several classes mean any of them");

    private readonly Option<string?> _corrupt = CommonOptions.One(
        "--corrupt", "noise:SHARE|blur:PIXELS|brightness:FACTOR",
        "Changes every picture before it is resized, noise with the same seed each time; several joined by commas");

    /// <summary>The options for how a dataset is read, without <c>--boxes</c> where the command has one of that name.</summary>
    public IReadOnlyList<Option> Reading(bool withBoxes = true) =>
        withBoxes ? [_format, _table, _images, _boxes] : [_format, _table, _images];

    /// <summary>The options for which pictures are taken.</summary>
    public IReadOnlyList<Option> Choosing => [_where, _corrupt];

    /// <summary>Keeps a mistake for each that is given where no dataset is read.</summary>
    public void Refuse(ArgumentReader read)
    {
        foreach (var option in (Option[])[.. Reading(), .. Choosing])
            if (read.Parse.GetResult(option) is { Implicit: false })
                read.Mistake($"{read.Parse.GetResult(option)?.IdentifierToken?.Value ?? option.Name} is for --dataset.");
    }

    /// <summary>What was said.</summary>
    /// <param name="read">Collects the mistakes.</param>
    /// <param name="directory">Where a relative path starts.</param>
    /// <param name="otherwise">What holds where nothing is said.</param>
    public DatasetOptions Read(ArgumentReader read, string directory, DatasetOptions? otherwise = null) => new(
        read.Parse.GetValue(_format) ?? otherwise?.Format,
        read.Parse.GetValue(_table) is { } table ? Path.GetFullPath(table, directory) : otherwise?.Table,
        BoxesOf(read) ?? otherwise?.Boxes,
        Chosen(read, _where) ?? otherwise?.Where,
        Chosen(read, _corrupt) ?? otherwise?.Corrupt)
    {
        Images = read.Parse.GetValue(_images) is { } images ? Path.GetFullPath(images, directory) : otherwise?.Images,
    };

    // Messages name the long one, which every command has.
    private static Option<string?> Format(bool hasFormat)
    {
        var option = CommonOptions.One(
            "--dataset-format", "FORMAT",
            "The layout of a dataset without a dataset.json, where it is not recognized: "
            + string.Join(", ", DatasetFormats.BuiltIn.All.Keys))
            .Offering(DatasetFormats.BuiltIn.All.Keys);
        if (!hasFormat)
            option.Aliases.Add("--format");
        return option;
    }

    // A command without the option does not know it.
    private static string? Chosen(ArgumentReader read, Option<string?> option) =>
        read.Parse.GetResult(option) is null ? null : read.Parse.GetValue(option);

    private BoxConvention? BoxesOf(ArgumentReader read) => read.Parse.GetResult(_boxes) is null ? null : read.Value(_boxes);
}
