using VisEval.Harness.Reports;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Reports;

public sealed class ReportWriterTests
{
    [Test]
    public void Writes_every_file_and_leaves_nothing_else()
    {
        var directory = Directory.CreateTempSubdirectory("viseval-report-").FullName;
        try
        {
            var report = ReportWriter.WriteAll(ReportSamples.Small(), Path.Combine(directory, "out")).Path;
            Assert.That(report, Is.EqualTo(Path.Combine(directory, "out", "report.html")));
            var files = Directory.GetFiles(directory, "*", SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(directory, f).Replace('\\', '/'));
            Assert.That(files, Is.EquivalentTo(new[]
            {
                "out/leaderboard.csv", "out/leaderboard.md", "out/metrics.csv", "out/agreement.csv", "out/report.html",
                "out/scores.csv", "out/timings.csv", "out/failures.csv", "out/remarks.csv",
                "out/leaderboard.tex", "out/scores.parquet",
                "out/plots/toy-net-deletion.svg", "out/plots/toy-net-skill.svg", "out/plots/toy-net-skill-and-time.svg",
                "out/plots/toy-net-pointing-game-with-intervals.svg",
            }));
            var first = File.ReadAllText(report);
            ReportWriter.WriteAll(ReportSamples.Small(), Path.Combine(directory, "out"));
            Assert.That(File.ReadAllText(report), Is.EqualTo(first));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
