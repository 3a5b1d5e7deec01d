using VisEval.Core;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Merging;
using VisEval.Harness.Results.Storage;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Results.Merging;

/// <summary>What stays of a merge, what goes, and what never comes.</summary>
public sealed class MergedStateTests
{
    private MergeCase _case = null!;

    [SetUp]
    public void Begin() => _case = new MergeCase();

    [TearDown]
    public void End() => _case.Dispose();

    [Test]
    public void A_conflict_stays_known_whatever_is_merged_or_run_there_later()
    {
        var (good, other, merged) = (_case.Part(1, 2), _case.Whole(), _case.Directory());
        MergeCase.Change(other, "UPDATE scores SET value = 0.125 WHERE cell = (SELECT id FROM cells WHERE method = 'gradient' "
            + "AND metric = 'drawn' AND image = 'i1' AND target = 1)");
        Assert.That(_case.Merge(merged, good, other).Contradictions, Is.EqualTo(1));

        var later = _case.Merge(merged, good);
        var further = _case.Directory();
        var copied = _case.Merge(further, merged);
        using (var store = ResultStore.Begin(merged.Path, ExistingRun.Resume, MergeCase.Plan().Info))
            store.Conclude();

        Assert.That((later.Conflicts.Count, later.Contradictions), Is.EqualTo((0, 1)));
        Assert.That((copied.Conflicts.Count, copied.Contradictions), Is.EqualTo((0, 1)), "a part with a conflict");
        Assert.That(RunInfoJson.Read(merged.File(RunFiles.Info)).Conflicts, Is.EqualTo(1));
        foreach (var run in (RunnerDirectory[])[merged, further])
        {
            Assert.That(run.Load().Warnings.Single(), Does.Contain("contradict each other in 1 thing;").And.Contain("conflicts.csv"));
            Assert.That(File.ReadAllText(run.File(RunFiles.Conflicts)), Does.Contain("0.125"));
        }
        using (var store = ResultStore.Begin(merged.Path, ExistingRun.Redo, MergeCase.Plan().Info))
            store.Conclude();
        Assert.That(RunInfoJson.Read(merged.File(RunFiles.Info)).Conflicts, Is.Null);
        Assert.That(File.Exists(merged.File(RunFiles.Conflicts)), Is.False);
    }

    [Test]
    public void A_run_that_completes_what_was_merged_removes_the_list_of_what_is_missing()
    {
        var merged = _case.Directory();
        _case.Merge(merged, _case.Part(2, 3));
        Assert.That(File.Exists(merged.File(RunFiles.Missing)));

        merged.Run(MergeCase.Plan());

        Assert.That(File.Exists(merged.File(RunFiles.Missing)), Is.False);
    }

    [TestCase(null)]
    [TestCase("UPDATE curves SET axis = 12345 WHERE cell = (SELECT max(cell) FROM curves)")]
    public void A_damaged_part_is_named_before_anything_is_written(string? sql)
    {
        var (good, damaged, merged) = (_case.Part(1, 2), _case.Part(2, 2), _case.Directory());
        if (sql is not null)
            MergeCase.Change(damaged, "PRAGMA foreign_keys = OFF; " + sql);
        else
        {
            using var file = File.OpenWrite(damaged.File(RunFiles.Store));
            file.Position = file.Length / 2 / 4096 * 4096;
            file.Write(Enumerable.Repeat((byte)0xFF, 4096).ToArray());
        }

        Assert.That(
            () => _case.Merge(merged, good, damaged),
            Throws.InstanceOf<InputException>().With.Message.Contains(damaged.File(RunFiles.Store)).And.Message.Contains("is damaged"));
        Assert.That(File.Exists(merged.File(RunFiles.Store)), Is.False);
    }

    [Test]
    public void Shuffled_cells_are_told_apart_from_those_that_multiply()
    {
        var missing = _case.Merge(_case.Directory(), _case.Part(1, 3)).Missing;

        Assert.That(missing.Cells.Count(c => c.IsShuffled), Is.Positive);
        Assert.That(MissingText.Of(missing), Has.Some.Match(@"cells, \d+ of them with the map of another image \(shuffled\)"));
    }
}
