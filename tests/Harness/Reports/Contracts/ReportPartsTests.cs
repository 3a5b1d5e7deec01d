using VisEval.Harness.Reports.Contracts;
using VisEval.Harness.Results;

namespace VisEval.Tests.Harness.Reports.Contracts;

public sealed class ReportPartsTests
{
    [Test]
    public void Every_section_is_found_in_its_declared_order()
    {
        var sections = ReportParts.Sections();
        Assert.That(sections.Select(s => s.Facts.Order), Is.Ordered.And.Unique);
        Assert.That(
            sections.Select(s => s.Section.GetType()),
            Is.EquivalentTo(typeof(IReportSection).Assembly.GetTypes().Where(t => t.IsClass && t.IsAssignableTo(typeof(IReportSection)))));
    }

    [Test]
    public void Every_file_of_a_report_belongs_to_the_run_directory()
    {
        var directory = Directory.CreateTempSubdirectory("viseval-parts-").FullName;
        try
        {
            var names = ReportParts.Artefacts().Select(a => a.Name).ToList();
            Assert.That(
                names,
                Is.EquivalentTo(new[]
                {
                    "agreement.csv", "leaderboard.csv", "leaderboard.md", "leaderboard.tex", "metrics.csv", "report.html",
                }));
            names.AddRange(ReportParts.BinaryArtefacts().Select(a => a.Name));
            Assert.That(names, Does.Contain("scores.parquet"));
            foreach (var name in names)
                File.WriteAllText(Path.Combine(directory, name), "");
            Assert.That(RunFiles.In(directory).Select(Path.GetFileName), Is.EquivalentTo(names));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
