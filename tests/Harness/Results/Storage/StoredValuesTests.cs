using VisEval.Core;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Results.Storage;

/// <summary>Values and states that no run writes.</summary>
public sealed class StoredValuesTests
{
    [TestCase(double.PositiveInfinity, "ok", "is no finite number")]
    [TestCase(double.NaN, "ok", "the value NaN is no finite number")]
    [TestCase(null, "ok", "the value (none) is no finite number")]
    [TestCase(7.5, "ok", "the value 7.5 lies outside 0 to 1")]
    [TestCase(0.5, "nonsense", "the state 'nonsense' is unknown")]
    [TestCase(0.5, "ok ", "the state 'ok ' is unknown")]
    public void Count_as_failed_and_the_first_cell_is_named(double? value, string state, string why)
    {
        var run = ReportSamples.Empty([ReportSamples.Method("m")], [ReportSamples.Deletion], "net")
            .With("m", ReportSamples.Deletion, [0.1, 0.2, 0.3]);
        List<ScoreRow> rows = [.. run.Scores];
        rows[1] = rows[1] with { Value = value, State = CellState.Parse(state) };
        var stored = new StoredValues(run.Info);
        var found = stored.Checked(rows);
        Assert.Multiple(() =>
        {
            Assert.That(found.Select(r => r.State), Is.EqualTo(new[] { CellState.Ok, CellState.Failed, CellState.Ok }));
            Assert.That(found[1].Value, Is.Null);
            Assert.That(stored.Warning, Does.Contain("m in deletion auc").And.Contain("image 'i1'").And.Contain(why));
        });
    }

    [Test]
    public void What_a_run_writes_is_left_as_it_is()
    {
        var run = ReportSamples.Empty([ReportSamples.Method("m")], [ReportSamples.Deletion], "net")
            .With("m", ReportSamples.Deletion, [0, null, 1 + 1e-9]);
        var stored = new StoredValues(run.Info);
        Assert.That(stored.Checked([.. run.Scores]), Is.EqualTo(run.Scores));
        Assert.That(stored.Warning, Is.Null);
    }
}
