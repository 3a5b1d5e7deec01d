using VisEval.Core;
using VisEval.Harness.Datasets.Pictures;
using VisEval.Harness.Datasets.Regions;

namespace VisEval.Harness.Datasets.Formats;

/// <summary>Makes images of the rows of a table.</summary>
/// <param name="root">The dataset's folder.</param>
/// <param name="table">The name of the table, for messages.</param>
/// <param name="columns">Its columns.</param>
/// <param name="boxes">Its boxes.</param>
/// <param name="labels">Its classes.</param>
/// <param name="beyond">Where boxes that reach beyond their picture are counted.</param>
/// <param name="problems">Where problems go.</param>
internal sealed class TableImages(
    string root, string table, TableColumns columns, TableBoxes boxes, LabelList labels, BoxesBeyond beyond, List<string> problems)
{
    private readonly List<string> _masks = [];

    /// <summary>The files of masks that the rows named, relative to the root: no pictures of their own.</summary>
    public IReadOnlyList<string> Masks => _masks;

    /// <summary>The image of the rows that name one picture.</summary>
    public DatasetImage Read(string id, string file, IReadOnlyList<TableRow> rows)
    {
        List<int> classes =
            [.. rows.Select(r => r[columns.Label]).Where(l => l.Length > 0).Select(l => labels[l]).OfType<int>().Distinct()];
        if (!columns.HasPlaces)
            return new DatasetImage(id, file, classes, []);
        if (SizeOf(file) is not { } stored)
            return new DatasetImage(id, file, classes, []);
        var stated = rows.Select(boxes.SizeOf).FirstOrDefault(s => s is not null);
        if (stated is var (width, height) && (width, height) == (stored.Height, stored.Width) && width != height)
        {
            problems.Add($"{table}, line {rows[0].Line}: {file} is {stored.Width}×{stored.Height} pixels upright, not "
                + $"{width}×{height}; the places are taken to be of the upright picture.");
            stated = stored;
        }
        var size = stated ?? stored;
        return new DatasetImage(
            id, file, classes, [.. rows.SelectMany(row => Objects(row, file, size))],
            AnnotationSize: size == stored ? null : [size.Width, size.Height]);
    }

    private IEnumerable<DatasetObject> Objects(TableRow row, string file, (int Width, int Height) size)
    {
        // What is no class is not at the place of any class.
        int? labelled = row[columns.Label] is { Length: > 0 } label ? labels[label] : DatasetObject.AnyClass;
        if (labelled is not { } type)
            return [];
        var where = $"{table}, line {row.Line}, {file}";
        var isGroup = row[columns.Group] == "1";
        var (regions, cuts) = (Regions(row, where, size), Cuts(row, where, size));
        // A row with a box and a mask is of one object, which is where its mask is.
        if (regions.Count == 1 && cuts.Count == 1)
            return [new DatasetObject(type, cuts[0], regions[0], isGroup)];
        return
        [
            .. regions.Select(region => new DatasetObject(type, null, region, isGroup)),
            .. cuts.Select(box => new DatasetObject(type, box, Ignore: isGroup)),
        ];
    }

    private List<IRegion> Regions(TableRow row, string where, (int Width, int Height) size)
    {
        var regions = new List<IRegion>();
        if (columns.Runs is not null)
        {
            var region = TableRuns.Read(row[columns.Runs], size.Height, size.Width, out var mistake);
            if (mistake is not null)
                problems.Add($"{where}: {mistake}; they are left out.");
            if (region is not null)
                regions.Add(region);
        }
        if (row[columns.Mask] is not { Length: > 0 } name)
            return regions;
        if (LayoutPictures.Named(root, root, name) is { } mask)
        {
            _masks.Add(mask);
            regions.Add(new MaskFile(mask));
        }
        else
            problems.Add($"{where}: the mask {name} is missing in {root}; it is left out.");
        return regions;
    }

    private List<IReadOnlyList<double>> Cuts(TableRow row, string where, (int Width, int Height) size)
    {
        var cuts = new List<IReadOnlyList<double>>();
        if (boxes.Of(row, size) is not { } found)
        {
            problems.Add($"{where}: the box is not four finite numbers; it is left out.");
            return cuts;
        }
        foreach (var box in found)
            if (LayoutBox.Cut(box[0], box[1], box[2], box[3], size) is { } cut)
            {
                beyond.Add(where, box, size);
                cuts.Add(cut);
            }
            else
                problems.Add($"{where}: {LayoutBox.Fault(box, size)}; it is left out.");
        return cuts;
    }

    private (int Width, int Height)? SizeOf(string file)
    {
        try
        {
            return new PictureInFile(file).Size(root);
        }
        catch (InputException exception)
        {
            problems.AddRange(exception.Errors);
            return null;
        }
    }
}
