using System.Globalization;
using VisEval.Core;
using VisEval.Harness.Reports.Files;
using VisEval.Harness.Results;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Reports.Files;

public class CsvExportTests
{
    [Test]
    public void Files_have_exactly_this_text_in_every_culture()
    {
        using var run = new RunnerDirectory();
        var cell = new CellKey("toys", "linear", "rise:masks=20,grid=7", "sum", "ü \"1\"", -1);
        var results = new RunResults(
            RunnerPlan.Info(),
            [
                new ScoreRow(cell, "number", 0.1 + 0.2, CellState.Ok), new ScoreRow(cell, "number", 1e-7, CellState.Ok),
                new ScoreRow(cell, "number", 12, CellState.Undefined("no-annotation")), new ScoreRow(cell, "number", null, CellState.Failed),
            ],
            [], [],
            [new TimingRow("toys", "linear", "rise", 2, 1.5, 4000, 0, 250.25)],
            [new FailureRow("toys", "linear", "", "", "a", null, "one,\ntwo"), new FailureRow("toys", "linear", "rise", "", "a", 3, "no")],
            [], [])
        {
            Remarks = [new RemarkRow("toys", "linear", "rise", "a", 3, "degenerate:constant", "saturated, at 1")],
        };

        var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        german.NumberFormat.NumberDecimalSeparator = ",";
        german.NumberFormat.NegativeSign = "−";
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = german;
        try
        {
            CsvExport.Write(results, run.Path);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.That(File.ReadAllText(run.File(RunFiles.Scores)), Is.EqualTo(
            "dataset,model,method,metric,score,image,target,value,state\r\n"
            + "toys,linear,\"rise:masks=20,grid=7\",sum,number,\"ü \"\"1\"\"\",-1,0.30000000000000004,ok\r\n"
            + "toys,linear,\"rise:masks=20,grid=7\",sum,number,\"ü \"\"1\"\"\",-1,1E-07,ok\r\n"
            + "toys,linear,\"rise:masks=20,grid=7\",sum,number,\"ü \"\"1\"\"\",-1,,undefined:no-annotation\r\n"
            + "toys,linear,\"rise:masks=20,grid=7\",sum,number,\"ü \"\"1\"\"\",-1,,failed\r\n"));
        Assert.That(File.ReadAllText(run.File(RunFiles.Timings)), Is.EqualTo(
            "dataset,model,method,repetition,milliseconds,forwards,backwards,megabytes\r\ntoys,linear,rise,2,1.5,4000,0,250.25\r\n"));
        Assert.That(File.ReadAllText(run.File(RunFiles.Failures)), Is.EqualTo(
            "dataset,model,method,metric,image,target,error\r\ntoys,linear,,,a,,\"one,\ntwo\"\r\ntoys,linear,rise,,a,3,no\r\n"));
        Assert.That(File.ReadAllText(run.File(RunFiles.Remarks)), Is.EqualTo(
            "dataset,model,method,image,target,state,why\r\ntoys,linear,rise,a,3,degenerate:constant,\"saturated, at 1\"\r\n"));
        Assert.That(File.ReadAllBytes(run.File(RunFiles.Scores))[0], Is.EqualTo((byte)'d'), "no byte order mark");
        Assert.That(Directory.GetFiles(run.Path), Has.Length.EqualTo(4));
    }
}
