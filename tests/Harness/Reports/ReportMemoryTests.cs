using VisEval.Harness.Reports;
using VisEval.Harness.Results.Storage;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Reports;

/// <summary>What a report takes of memory is known before it is begun.</summary>
public sealed class ReportMemoryTests
{
    [Test]
    public void A_store_tells_how_much_it_holds_without_being_read()
    {
        using var run = new RunnerDirectory();
        MixedStore.Write(run.Path);
        var size = StoreSize.Of(run.Path);
        using var view = StoreView.Open(run.File("results.db"));
        var rows = new RowReader(new WholeRows(view.First));
        var cells = rows.Cells();
        Assert.That(size.Numbers, Is.EqualTo(rows.Scores(cells).Count).Within(1).Percent);
        Assert.That(size.CurveBytes, Is.EqualTo(rows.Curves(cells).Count * (160 + 3 * sizeof(double))));
        Assert.That(size.HasSeeds);
    }

    [Test]
    public void A_report_that_does_not_fit_is_refused_in_a_sentence()
    {
        var small = ReportMemory.Of([new StoreSize(1e8, 0, false)], 64e9);
        Assert.That(small.Suffices);
        var large = ReportMemory.Of([new StoreSize(1e8, 2e9, false)], 4e9);
        Assert.That(large.Suffices, Is.False);
        Assert.That(large.Needed - 2e9, Is.EqualTo(small.Needed));
        Assert.That(large.Refusal("/runs/big"), Does.StartWith("A report of these 100 million numbers takes about ")
            .And.Contain(" GB of memory; 4.0 GB may be used here.")
            .And.Contain("viseval report \"/runs/big\" --only scores.csv,scores.parquet"));
    }

    [Test]
    public void Numbers_by_seed_and_of_several_runs_take_more()
    {
        var one = ReportMemory.Of([new StoreSize(1e6, 0, false)], 1e9);
        Assert.That(ReportMemory.Of([new StoreSize(1e6, 0, true)], 1e9).Needed, Is.GreaterThan(one.Needed));
        Assert.That(ReportMemory.Of([new StoreSize(5e5, 0, false), new StoreSize(5e5, 0, false)], 1e9).Needed, Is.GreaterThan(one.Needed));
        Assert.That(ReportMemory.Of([new StoreSize(0, 0, false)], 1e9).Suffices);
    }
}
