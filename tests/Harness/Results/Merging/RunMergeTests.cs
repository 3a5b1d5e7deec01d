using VisEval.Core;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Merging;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Results.Merging;

public sealed class RunMergeTests
{
    private MergeCase _case = null!;

    [SetUp]
    public void Begin() => _case = new MergeCase();

    [TearDown]
    public void End() => _case.Dispose();

    [Test]
    public void Shards_in_any_order_give_the_bytes_of_the_single_run([Values(1, 2, 5, 30)] int count, [Values] bool reversed)
    {
        var parts = Enumerable.Range(1, count).Select(i => _case.Part(i, count)).ToList();
        if (reversed)
            parts.Reverse();
        var merged = _case.Directory();

        var outcome = _case.Merge(merged, parts);

        IsComplete(outcome, merged);
    }

    [Test]
    public void Overlapping_divisions_a_killed_shard_and_the_whole_run_agree([Values] bool wholeFirst)
    {
        var whole = _case.Whole();
        List<RunnerDirectory> parts = [_case.Part(1, 3), _case.Part(2, 4, most: 3), _case.Part(2, 3), _case.Part(2, 3), _case.Part(3, 3)];
        var merged = _case.Directory();

        var outcome = _case.Merge(merged, wholeFirst ? [whole, .. parts] : [.. parts, whole]);

        IsComplete(outcome, merged);
        // Costs are added for what is taken, so that none is counted twice.
        (string, long)[] Costs(RunnerDirectory run) => [.. run.Load().MetricCosts.Select(c => (c.Metric, c.Cells))];
        Assert.That(Costs(merged), Is.EqualTo(Costs(whole)));
    }

    [Test]
    public void What_is_missing_is_the_difference_to_the_whole_run([Values(1, 2, 3, 4)] int absent, [Values(0, 5)] int killedAfter)
    {
        List<RunnerDirectory> parts =
        [
            .. Enumerable.Range(1, 4).Where(i => i != absent)
                .Select(i => _case.Part(i, 4, i == 4 && killedAfter > 0 ? killedAfter : int.MaxValue)),
        ];
        var merged = _case.Directory();

        var outcome = _case.Merge(merged, parts);

        var there = parts.SelectMany(MergeCase.Cells).ToHashSet();
        var expected = MergeCase.Cells(_case.Whole()).Except(there).ToHashSet();
        var images = there.Select(c => c.Image).ToHashSet();
        var classes = there.Select(c => (c.Image, c.Target)).ToHashSet();
        // Of an image that nothing was computed of the two classes are not known; of one that was being explained not the second.
        Assert.That(
            outcome.Missing.Cells.Where(c => c.Target is not null)
                .Select(c => new CellKey(c.Dataset, c.Model, c.Method, c.Metric, c.Image, c.Target!.Value)),
            Is.EquivalentTo(expected.Where(c => classes.Contains((c.Image, c.Target)))));
        Assert.That(
            outcome.Missing.Cells.Where(c => c.Target is null).Select(c => (c.Method, c.Metric, c.Image)),
            Is.EquivalentTo(expected.Where(c => !images.Contains(c.Image)).Select(c => (c.Method, c.Metric, c.Image)).Distinct()));
        Assert.That(
            outcome.Missing.Cells.Count(c => !c.IsShuffled) + outcome.Missing.Further, Is.EqualTo(expected.Count(c => !c.IsShuffled())));
        Assert.That(outcome.Absent, Is.EqualTo(new[] { new Shard(absent, 4) }));
        Assert.That(outcome.Missing.Pieces.Any(p => p.What == "timing"), Is.EqualTo(absent == 1), "shard 1 measures costs");
        Assert.That(File.ReadAllLines(merged.File(RunFiles.Missing)), Has.Length.EqualTo(
            1 + outcome.Missing.Cells.Count + outcome.Missing.Pieces.Count));
        Assert.That(MissingText.Of(outcome.Missing), Has.Some.Contains("toys, linear: i").And.Some.Contains("image"));
    }

    [Test]
    public void A_later_merge_of_the_resumed_shard_completes_the_run()
    {
        var (killed, merged) = (_case.Part(2, 3, most: 4), _case.Directory());
        Assert.That(_case.Merge(merged, _case.Part(1, 3), killed, _case.Part(3, 3)).Missing.IsNone, Is.False);
        Assert.That(File.Exists(merged.File(RunFiles.Missing)));

        _case.Part(2, 3, into: killed);
        var outcome = _case.Merge(merged, killed);

        IsComplete(outcome, merged);
        Assert.That(File.Exists(merged.File(RunFiles.Missing)), Is.False);
        Assert.That(MergeCase.StoredInfo(merged).Merged, Is.EqualTo(new[] { "1/3", "2/3", "3/3" }));
    }

    [Test]
    public void The_whole_run_goes_on_from_what_was_merged()
    {
        var merged = _case.Directory();
        _case.Merge(merged, _case.Part(2, 3));

        merged.Run(MergeCase.Plan());

        Assert.That(MergeCase.Tables(merged), Is.EqualTo(MergeCase.Tables(_case.Whole())));
    }

    [Test]
    public void Another_number_of_the_same_cell_is_a_conflict_and_the_first_stands()
    {
        var (good, other, merged) = (_case.Whole(), _case.Part(1, 2), _case.Directory());
        MergeCase.Change(other, "UPDATE scores SET value = 0.125 WHERE cell = (SELECT id FROM cells WHERE method = 'gradient' "
            + "AND metric = 'drawn' AND image = 'i1' AND target = 1)");

        var outcome = _case.Merge(merged, good, other);

        var conflict = outcome.Conflicts.Single();
        Assert.That(conflict.Place, Is.EqualTo(new CellKey("toys", "linear", "gradient", "drawn", "i1", 1)));
        Assert.That((conflict.What, conflict.Other), Is.EqualTo(("score number", "0.125")));
        Assert.That((conflict.KeptFrom, conflict.OtherFrom), Is.EqualTo((good.Path, other.Path)));
        Assert.That(File.ReadAllText(merged.File(RunFiles.Conflicts)), Does.Contain(conflict.Kept).And.Contain("0.125"));
        Assert.That(MergeCase.Tables(merged), Is.EqualTo(MergeCase.Tables(good)));
        Assert.That(_case.Merge(merged, other).Conflicts.Single().KeptFrom, Is.EqualTo("R"), "from an earlier merge");
        Assert.That(File.ReadAllLines(merged.File(RunFiles.Conflicts)), Has.Length.EqualTo(3));
    }

    [TestCase("UPDATE contents SET sha256 = 'ff' WHERE image = 'i2'", "picture or mask")]
    [TestCase("UPDATE predictions SET top1 = 0 WHERE image = 'i2'", "prediction")]
    [TestCase("UPDATE curves SET y = x'0000000000000000000000000000f03f' WHERE cell = (SELECT min(cell) FROM curves)", "curve line")]
    [TestCase("UPDATE pictures SET png = x'00' WHERE image = 'i2'", "picture of the gallery")]
    public void So_is_whatever_else_a_store_holds(string sql, string what)
    {
        var (whole, other) = (_case.Whole(), _case.Whole());
        MergeCase.Change(other, sql);

        Assert.That(_case.Merge(_case.Directory(), whole, other).Conflicts.Select(c => c.What), Is.EqualTo(new[] { what }));
    }

    [Test]
    public void What_failed_on_one_machine_gives_way_to_what_was_finished_on_another([Values] bool failedFirst)
    {
        var (failed, good) = (_case.Whole(MergeCase.Plan(broken: ["i3"])), _case.Part(1, 2));
        var merged = _case.Directory();
        Assert.That(failed.Load().Failures, Has.Count.EqualTo(1));

        List<RunnerDirectory> finished = [good, _case.Part(2, 2)];
        var outcome = _case.Merge(merged, failedFirst ? [failed, .. finished] : [.. finished, failed]);

        IsComplete(outcome, merged);
    }

    [Test]
    public void What_failed_everywhere_stands_also_after_another_merge()
    {
        var merged = _case.Directory();
        var first = _case.Merge(merged, _case.Part(1, 2, plan: MergeCase.Plan(broken: ["i2"])));
        var outcome = _case.Merge(merged, _case.Part(2, 2, plan: MergeCase.Plan(broken: ["i2"])));

        Assert.That(first.Failures.Select(f => f.Image), Is.EqualTo(new[] { "i2" }));
        Assert.That(outcome.Failures, Is.EqualTo(first.Failures));
        Assert.That(outcome.Missing.IsNone, string.Join('\n', MissingText.Of(outcome.Missing)));
        Assert.That(MergeCase.Tables(merged), Is.EqualTo(MergeCase.Tables(_case.Whole(MergeCase.Plan(broken: ["i2"])))));
    }

    [Test]
    public void Times_are_those_of_one_machine()
    {
        var (a, b) = (_case.Whole(), _case.Whole());
        MergeCase.Change(a, "UPDATE timings SET milliseconds = 1; DELETE FROM timings WHERE method = 'noise'");
        MergeCase.Change(b, "UPDATE timings SET milliseconds = 2");
        var merged = _case.Directory();

        _case.Merge(merged, a, b);
        Assert.That(merged.Load().Timings.Select(t => (t.Method, t.Milliseconds)).Distinct(), Is.EquivalentTo(
            new[] { ("noise", 2.0), ("gradient", 2.0) }), "the machine that measured most");
        _case.Merge(merged, _case.Whole());
        Assert.That(merged.Load().Timings.Select(t => t.Milliseconds), Has.All.EqualTo(2), "as many: the first");
    }

    [Test]
    public void Parts_of_another_run_are_refused()
    {
        using var first = MergeInput.Open(_case.Part(1, 2).Path, "A");
        using var second = MergeInput.Open(_case.Part(2, 2, plan: MergeCase.Plan(seed: 8)).Path, "B");

        Assert.That(
            RunMerge.Mistakes([first, second]).Single(), Does.Contain("'B' and 'A'")
                .And.Contain("seed 7 there, 8 here; there: 'A', here: 'B'"));
    }

    [Test]
    public void A_directory_that_holds_another_run_is_left_as_it_is()
    {
        var (other, part) = (_case.Directory(), _case.Part(1, 2));
        _case.Merge(other, _case.Whole(MergeCase.Plan(seed: 8)));
        var before = MergeCase.Tables(other);

        Assert.That(() => _case.Merge(other, part), Throws.TypeOf<InputException>().With.Message.Contains("seed 8 there, 7 here"));
        Assert.That(MergeCase.Tables(other), Is.EqualTo(before));
    }

    [Test]
    public void Machines_are_all_named()
    {
        RunInfo On(string cpu, string shard) => RunnerPlan.Info() with
        {
            Shard = shard,
            Machine = new Dictionary<string, string> { ["cpu"] = cpu, ["os"] = "any" },
        };
        var merged = MergedRunInfo.Of([On("old", "2/3"), On("new", "1/3"), On("old", "2/3")]);

        Assert.That(merged.Machine["cpu"], Is.EqualTo("old + new"));
        Assert.That((merged.Shard, merged.Machine["os"]), Is.EqualTo(((string?)null, "any")));
        Assert.That(merged.Merged, Is.EqualTo(new[] { "1/3", "2/3" }));
        Assert.That(MergedRunInfo.Absent(merged), Is.EqualTo(new[] { new Shard(3, 3) }));
    }

    private void IsComplete(MergeOutcome outcome, RunnerDirectory merged)
    {
        Assert.That(outcome.Conflicts, Is.Empty);
        Assert.That(outcome.Missing.IsNone, string.Join('\n', MissingText.Of(outcome.Missing)));
        var whole = _case.Whole();
        Assert.That(MergeCase.Tables(merged), Is.EqualTo(MergeCase.Tables(whole)));
        var (results, single) = (merged.Load(), whole.Load());
        Assert.That(results.Warnings, Is.Empty);
        Assert.That(results.Curves.Select(c => (c.Cell, c.Name)), Is.EqualTo(single.Curves.Select(c => (c.Cell, c.Name))));
        Assert.That(results.Maps.Select(m => m.Pixels), Is.EqualTo(single.Maps.Select(m => m.Pixels)));
        Assert.That(results.Timings.Select(t => (t.Method, t.Repetition)), Is.Unique.And.Not.Empty);
    }
}
