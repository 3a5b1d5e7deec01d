using System.IO.Compression;
using VisEval.Core;
using VisEval.Harness.Results;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Results;

/// <summary>A run as one small file.</summary>
public sealed class BaselineFileTests
{
    private string _folder = null!;

    [SetUp]
    public void Create() => _folder = Directory.CreateTempSubdirectory("baseline-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(_folder, true);

    [Test]
    public void Numbers_states_and_facts_come_back_and_pictures_do_not()
    {
        var run = ReportSamples.Small();
        var back = Written(run);
        Assert.Multiple(() =>
        {
            Assert.That(back.Scores, Is.EquivalentTo(run.Scores));
            Assert.That(RunInfoJson.ToText(back.Info), Is.EqualTo(RunInfoJson.ToText(run.Info)));
            Assert.That(back.Pictures.Count + back.Maps.Count + back.Curves.Count + back.Timings.Count, Is.Zero);
        });
    }

    [Test]
    public void Every_digit_of_a_number_comes_back()
    {
        double?[] values = [0.1 + 0.2, 1e-300, -0.0, 1 / 3.0, 12345678.901234567];
        var run = ReportSamples.Empty([ReportSamples.Method("m")], [ReportSamples.Deletion], "net")
            .With("m", ReportSamples.Deletion, values);
        Assert.That(Written(run).Scores.Select(s => s.Value), Is.EqualTo(values));
    }

    [Test]
    public void The_same_run_gives_the_same_bytes()
    {
        Write(ReportSamples.Small(), "a");
        Write(Written(ReportSamples.Small()), "b");
        Assert.That(File.ReadAllBytes(Path("b")), Is.EqualTo(File.ReadAllBytes(Path("a"))));
        Assert.That(new FileInfo(Path("a")).Length, Is.LessThan(2500));
    }

    [Test]
    public void Hostile_names_come_back_as_they_are()
    {
        const string name = "<script>\t\"=cmd()\"\r\n@SUM\u001b[31m";
        var run = ReportSamples.Empty([ReportSamples.Method(name)], [ReportSamples.Deletion], name) with
        {
            Scores = [new ScoreRow(new CellKey("toy", name, name, "deletion", name, 0), "auc", 0.5, CellState.Ok)],
        };
        Assert.That(Written(run).Scores, Is.EqualTo(run.Scores));
    }

    [Test]
    public void A_file_that_is_none_is_refused_with_what_to_do()
    {
        File.WriteAllText(Path("text"), "dataset,model");
        Write(ReportSamples.Small(), "whole");
        File.WriteAllBytes(Path("half"), File.ReadAllBytes(Path("whole"))[..300]);
        using (var packed = new GZipStream(File.Create(Path("other")), CompressionLevel.Fastest))
            packed.Write("""{"format": "viseval-baseline-9", "info": {}, "explanations": [], "numbers": []}"""u8);
        using (var packed = new GZipStream(File.Create(Path("short")), CompressionLevel.Fastest))
            packed.Write("""
                {"format": "viseval-baseline-1", "info": {}, "explanations": [{"images": ["a"], "targets": [0]}], "numbers": [
                {"dataset": "d", "model": "m", "method": "x", "metric": "y", "score": "s", "explanations": 0, "values": [1, 2],
                "states": {}}]}
                """u8);
        Assert.Multiple(() =>
        {
            Refused("text", "neither a run directory nor a baseline");
            Refused("half", "neither a run directory nor a baseline");
            Refused("other", "'viseval-baseline-9'");
            Refused("short", "short");
            Refused("absent", "cannot be read");
        });
    }

    private void Refused(string file, string why) =>
        Assert.That(() => BaselineFile.Read(Path(file)), Throws.TypeOf<InputException>().With.Message.Contains(why), file);

    private RunResults Written(RunResults run)
    {
        Write(run, "written");
        return BaselineFile.Read(Path("written"));
    }

    private void Write(RunResults run, string file) => BaselineFile.Write(run, Path(file));

    private string Path(string file) => System.IO.Path.Combine(_folder, file);
}
