using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Reports.Contracts;
using VisEval.Harness.Reports.Files;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Reports.Files;

/// <summary>Tables written from the store are those written from results in memory, byte by byte.</summary>
public sealed class TableExportTests
{
    [Test]
    public void Every_table_has_the_bytes_of_the_one_from_memory()
    {
        using var run = new RunnerDirectory();
        MixedStore.Write(run.Path);
        var (others, files) = TableExport.Write(run.Path, run.File("streamed"), known: ReportMetrics.Known);
        RunResults whole;
        using (var view = StoreView.Open(run.File(RunFiles.Store)))
            whole = ResultReader.Read(MixedStore.Info, new WholeRows(view.First));
        TableExport.Write(RunTables.Of(whole, ReportMetrics.Known), run.File("memory"), TableExport.Names);
        Assert.That(files, Is.EqualTo(TableExport.Names));
        foreach (var name in TableExport.Names)
            Assert.That(
                File.ReadAllBytes(run.File($"streamed/{name}")).SequenceEqual(File.ReadAllBytes(run.File($"memory/{name}"))), name);
        var text = File.ReadAllText(run.File("streamed/scores.csv"));
        Assert.That(text, Does.Contain(",best-threshold,accuracy,*,,").And.Contain("strange"));
        Assert.That(others.Warnings, Is.EqualTo(run.Load().Warnings));
        Assert.That(others.Failures, Has.Count.EqualTo(1));
    }

    [Test]
    public void Only_what_is_asked_for_is_written()
    {
        using var run = new RunnerDirectory();
        MixedStore.Write(run.Path);
        var (_, files) = TableExport.Write(run.Path, run.File("some"), [RunFiles.Timings, RunFiles.ScoresParquet]);
        Assert.That(files, Is.EqualTo(new[] { RunFiles.Timings, RunFiles.ScoresParquet }));
        Assert.That(Directory.GetFiles(run.File("some")).Select(Path.GetFileName), Is.EquivalentTo(files));
    }

    [Test]
    public void Of_a_damaged_store_what_can_be_read_is_written()
    {
        using var run = new RunnerDirectory();
        MixedStore.Write(run.Path);
        RunInfoJson.Write(MixedStore.Info, run.File(RunFiles.Info));
        var bytes = File.ReadAllBytes(run.File(RunFiles.Store));
        File.WriteAllBytes(run.File(RunFiles.Store), bytes[..(bytes.Length * 3 / 4 / 4096 * 4096)]);
        var (others, _) = TableExport.Write(run.Path, run.File("saved"), [RunFiles.Scores]);
        Assert.That(others.Warnings[0], Does.Contain("damaged"));
        CsvExport.Write(run.Load(), run.Path, KnownMetrics.BuiltIn);
        Assert.That(File.ReadAllBytes(run.File("saved/scores.csv")).SequenceEqual(File.ReadAllBytes(run.File("scores.csv"))));
    }
}
