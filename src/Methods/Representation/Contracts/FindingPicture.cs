namespace VisEval.Methods.Representation.Contracts;

/// <summary>A picture as data.</summary>
/// <param name="Name">What its file is called, without ending; unique in its analysis.</param>
/// <param name="Title">What it shows.</param>
public abstract record FindingPicture(string Name, string Title)
{
    /// <summary>The network whose layer it shows; null where it shows several.</summary>
    public string? Network { get; init; }

    /// <summary>Points on a plane, coloured by group.</summary>
    /// <param name="Name">The file.</param>
    /// <param name="Title">What it shows.</param>
    /// <param name="At">Where the points are.</param>
    /// <param name="Groups">The group of each.</param>
    /// <param name="GroupNames">The names of the groups.</param>
    public sealed record Points(
        string Name, string Title, IReadOnlyList<(double X, double Y)> At, IReadOnlyList<int> Groups, IReadOnlyList<string> GroupNames)
        : FindingPicture(Name, Title)
    {
        /// <summary>The image that each point is, by its name; empty where points are no images.</summary>
        public IReadOnlyList<string> Images { get; init; } = [];
    }

    /// <summary>Bars, the first at the top.</summary>
    /// <param name="Name">The file.</param>
    /// <param name="Title">What it shows.</param>
    /// <param name="Axis">What the lengths are.</param>
    /// <param name="Lines">The bars.</param>
    /// <param name="Mark">A value to compare with; null for none.</param>
    public sealed record Bars(string Name, string Title, string Axis, IReadOnlyList<Bar> Lines, double? Mark = null)
        : FindingPicture(Name, Title)
    {
        /// <summary>The name of the table whose rows the bars show; null for none.</summary>
        public string? Table { get; init; }
    }

    /// <summary>A table of numbers as colours.</summary>
    /// <param name="Name">The file.</param>
    /// <param name="Title">What it shows.</param>
    /// <param name="Labels">Of the rows, and of the columns.</param>
    /// <param name="Values">Row by row; NaN where there is none.</param>
    /// <param name="Low">The value of the darkest colour.</param>
    /// <param name="High">The value of the brightest colour.</param>
    public sealed record Grid(string Name, string Title, IReadOnlyList<string> Labels, double[,] Values, double Low, double High)
        : FindingPicture(Name, Title);
}

/// <summary>A bar.</summary>
/// <param name="Label">What it is about.</param>
/// <param name="Length">The number, or the sample that it and its interval come from.</param>
/// <param name="Compared">A second number, drawn as an open mark: what chance gives; null for none.</param>
public sealed record Bar(string Label, Finding Length, double? Compared = null)
{
    /// <summary>The place of its row in the table of the picture, from 0; null for none.</summary>
    public int? Row { get; init; }
}
