namespace VisEval.Harness.Datasets.Formats;

/// <summary>A dataset to be read, and what only a person can say of it.</summary>
/// <param name="Path">Full path of the folder or file.</param>
/// <param name="Table">Full path of the table of labels, boxes or run lengths (<c>--table</c>); null where the layout has none.</param>
/// <param name="Boxes">What the four numbers of a box in the table are (<c>--boxes</c>); null where nobody said.</param>
public sealed record DatasetSource(string Path, string? Table = null, BoxConvention? Boxes = null)
{
    /// <summary>Full path of the folder of its pictures (<c>--images</c>), for a layout whose annotations may lie elsewhere; null where
    /// nobody said.</summary>
    public string? Images { get; init; }
}

/// <summary>What the four numbers of a box are, from 0.</summary>
public enum BoxConvention
{
    /// <summary>Left, top, right, bottom; the upper ends exclusive.</summary>
    Corners,

    /// <summary>Left, top, width, height.</summary>
    Xywh,
}
