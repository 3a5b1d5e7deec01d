using VisEval.Harness.Reports.Html;

namespace VisEval.Harness.Reports.Contracts;

/// <summary>A section of report.html. A class that implements it and has a <see cref="ReportSectionAttribute"/> is on the page.</summary>
internal interface IReportSection
{
    /// <summary>What stands below the heading; empty where the run has nothing to show, and then the heading is left out too.</summary>
    Markup Render(ReportContext context);
}

/// <summary>Where a section stands on the page.</summary>
/// <param name="id">The id of its heading, which links lead to; unique.</param>
/// <param name="order">Sections stand in ascending order; unique.</param>
/// <param name="title">Its heading; empty for a section without one, to which no link leads.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class ReportSectionAttribute(string id, int order, string title) : Attribute
{
    /// <summary>The id of its heading.</summary>
    public string Id => id;

    /// <summary>Its place.</summary>
    public int Order => order;

    /// <summary>Its heading.</summary>
    public string Title => title;

    /// <summary>What the link at the top of the page says; the heading if null.</summary>
    public string? Link { get; init; }
}
