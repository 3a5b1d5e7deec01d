using VisEval.Core;
using VisEval.Harness.Results;
using VisEval.Methods.Representation.Contracts;

namespace VisEval.Harness.Reports.Representing;

/// <summary>Writes what analyses found: a CSV file for each table, a PNG for each picture, columns.csv, represent.json.</summary>
/// <param name="folder">Full path of the folder; made if it is not there.</param>
/// <param name="seed">Where the resamples of intervals start.</param>
internal sealed class RepresentFiles(string folder, Seed seed)
{
    private readonly List<(string File, FindingTable Table)> _tables = [];
    private readonly List<string> _files = [];
    private readonly List<string> _notDrawn = [];
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Full paths of what was written, in order.</summary>
    public IReadOnlyList<string> Files => _files;

    /// <summary>Pictures that are not there, and why, sentences; the tables have their numbers.</summary>
    public IReadOnlyList<string> NotDrawn => _notDrawn;

    /// <summary>Why pictures have no words, a sentence; null where they have.</summary>
    public static string? Remark => PlotFrame.HasFont
        ? null
        : "This machine has no font, so that the pictures have no words; install one (fonts-dejavu), or read the numbers in the CSV files.";

    /// <summary>Writes the tables and pictures of an analysis.</summary>
    /// <param name="name">What its files' names begin with.</param>
    /// <param name="findings">What it found.</param>
    /// <param name="draws">What the draws of its intervals are specific to; <paramref name="name"/> if null.</param>
    public void Write(string name, Findings findings, string? draws = null)
    {
        var numbers = new FindingNumbers(seed.For(draws ?? name));
        foreach (var table in findings.Tables)
        {
            var file = Free(name, table.Name, ".csv");
            Put(file, FindingCsv.Render(table, numbers));
            _tables.Add((file, table));
        }
        foreach (var picture in findings.Pictures)
            Draw(Free(name, picture.Name, ".png"), picture, numbers);
    }

    /// <summary>Writes what describes all files; last, so that its being there tells that they are whole.</summary>
    public void Close(RepresentInfo info)
    {
        WriteColumns();
        Put(RepresentInfo.FileName, info.ToText());
    }

    /// <summary>Writes what the columns of all tables mean.</summary>
    public void WriteColumns() => Put(RepresentInfo.Columns, FindingCsv.Definitions(_tables));

    private void Draw(string file, FindingPicture picture, FindingNumbers numbers)
    {
        if (!HasValues(picture, numbers))
        {
            NotThere($"{file} is not drawn: none of its values is a number; the state in the tables says why.");
            return;
        }
        byte[] png;
        try
        {
            png = Png(picture, numbers);
        }
        // The numbers are in the tables, and the other analyses are not to be lost.
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            NotThere($"{file} cannot be drawn: {FaultText.Of(error)}. The tables have its numbers.");
            return;
        }
        Put(file, png);

        // One of another run would show other numbers than the tables.
        void NotThere(string why)
        {
            _notDrawn.Add(why);
            if (Path.Combine(folder, file) is var old && File.Exists(old))
                File.Delete(old);
        }
    }

    private static bool HasValues(FindingPicture picture, FindingNumbers numbers) => picture switch
    {
        FindingPicture.Points points => points.At.Any(PointsPlot.IsShown),
        FindingPicture.Bars bars => bars.Lines.Any(l => numbers.Value(l.Length) is not null),
        FindingPicture.Grid grid => grid.Values.Cast<double>().Any(double.IsFinite),
        _ => true,
    };

    private static byte[] Png(FindingPicture picture, FindingNumbers numbers) => picture switch
    {
        FindingPicture.Points points => PointsPlot.Png(points),
        FindingPicture.Bars bars => BarsPlot.Png(bars, numbers),
        FindingPicture.Grid grid => GridPlot.Png(grid),
        _ => throw new ArgumentException($"There is no drawing of a {picture.GetType().Name}.", nameof(picture)),
    };

    private void Put(string file, string text) => Put(file, System.Text.Encoding.UTF8.GetBytes(text));

    private void Put(string file, byte[] content)
    {
        var path = Path.Combine(folder, file);
        Directory.CreateDirectory(folder);
        AtomicFile.Write(path, stream => stream.Write(content));
        _files.Add(path);
    }

    // Names of tensors hold characters that names of files cannot, and two may become one.
    private string Free(string name, string part, string ending)
    {
        static bool IsUnfit(char c) => char.IsControl(c) || "/\\:*?\"<>| ".Contains(c, StringComparison.Ordinal);
        var safe = string.Concat($"{name}.{part}".Select(c => IsUnfit(c) ? '_' : c));
        var free = safe + ending;
        for (var i = 2; !_names.Add(free); i++)
            free = FormattableString.Invariant($"{safe}-{i}{ending}");
        return free;
    }
}
