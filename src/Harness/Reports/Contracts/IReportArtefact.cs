
namespace VisEval.Harness.Reports.Contracts;

/// <summary>A file of a report. A class that implements it and has a <see cref="Results.RunFileAttribute"/> is written with every
/// report, and belongs to the run directory.</summary>
internal interface IReportArtefact
{
    /// <summary>The file's text.</summary>
    string Render(ReportContext context);
}

/// <summary>A file of a report that is no text; found and written like an <see cref="IReportArtefact"/>.</summary>
internal interface IBinaryArtefact
{
    /// <summary>Writes the file's bytes: of the rows alone, so that it need not wait for what is computed from them.</summary>
    void Render(RunTables tables, Stream stream);
}
