using Microsoft.Data.Sqlite;
using VisEval.Core;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;
using VisEval.Metrics;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Results.Storage;

public class ResultStoreTests
{
    private RunnerDirectory _run = null!;

    [SetUp]
    public void Begin() => _run = new RunnerDirectory();

    [TearDown]
    public void End() => _run.Dispose();

    [Test]
    public void Everything_comes_back_as_it_was_saved()
    {
        var cell = new CellKey("toys", "linear", "rise:masks=20,grid=7", "sum", "ünï \"code\", 图.png", 3);
        using (var store = ResultStore.Open(_run.Path, RunnerPlan.Info()))
        {
            store.Save(w => w.Cell(cell, new MetricResult(
                [
                    ScoreValue.Ok("third", 1.0 / 3), ScoreValue.Ok("nan", double.NaN), ScoreValue.Ok("infinite", double.NegativeInfinity),
                    ScoreValue.Ok("tiny", double.Epsilon), ScoreValue.Without("none", CellState.Degenerate("constant")),
                ],
                [new Curve("line", [0, 0.1, 1], [double.NaN, 0.1 + 0.2, -1e300]), new Curve("other", [0, 0.1, 1], [1, 2, 3])])));
            store.Save(w => w.Prediction(new PredictionRow("toys", "linear", "a", [2, 0], 5, 0.1f, 0.1)));
            store.Save(w => w.Remark(new RemarkRow("toys", "linear", "rise", "a", 5, "degenerate:constant", "dead")));
            store.Save(w => w.Timing(new TimingRow("toys", "linear", "rise", 0, 0.1, 4_000_000_000, 1, 12.3)));
            store.Save(w => w.Picture(new PictureRow("toys", "linear", "a", [1, 0, 255])));
            store.Save(w => w.Map(new MapRow("toys", "linear", "rise", "a", 1, 1, 2, [0, 255])));
            store.Save(w => w.Map(new MapRow("toys", "linear", "rise", "a", 2, 1, 2, null)));
            store.Save(w => w.Failure(new FailureRow("toys", "linear", "", "", "a,b", null, "two\nlines \"quoted\"")));
        }

        var results = _run.Load();

        Assert.That(RunInfoJson.ToText(results.Info), Is.EqualTo(RunInfoJson.ToText(RunnerPlan.Info())));
        Assert.That(results.Scores, Is.EqualTo(new[]
        {
            new ScoreRow(cell, "third", 1.0 / 3, CellState.Ok), new ScoreRow(cell, "nan", null, CellState.Failed),
            new ScoreRow(cell, "infinite", null, CellState.Failed), new ScoreRow(cell, "tiny", double.Epsilon, CellState.Ok),
            new ScoreRow(cell, "none", null, CellState.Degenerate("constant")),
        }));
        Assert.That(results.Curves.Select(c => (c.Cell, c.Name)), Is.EqualTo(new[] { (cell, "line"), (cell, "other") }));
        Assert.That(results.Curves[0].X, Is.EqualTo(new[] { 0, 0.1, 1 }));
        Assert.That(results.Curves[0].Y, Is.EqualTo(new[] { double.NaN, 0.1 + 0.2, -1e300 }));
        Assert.That(results.Curves[1].X, Is.SameAs(results.Curves[0].X));
        Assert.That(
            results.Predictions.Single() with { Labels = [] },
            Is.EqualTo(new PredictionRow("toys", "linear", "a", [], 5, 0.1f, 0.1)));
        Assert.That(results.Predictions.Single().Labels, Is.EqualTo(new[] { 2, 0 }));
        Assert.That(results.Timings, Is.EqualTo(new[] { new TimingRow("toys", "linear", "rise", 0, 0.1, 4_000_000_000, 1, 12.3) }));
        Assert.That(results.Pictures.Single().Png, Is.EqualTo(new byte[] { 1, 0, 255 }));
        Assert.That(results.Maps.Select(m => m.Pixels), Is.EqualTo(new byte[]?[] { [0, 255], null }));
        Assert.That(results.Remarks, Is.EqualTo(new[] { new RemarkRow("toys", "linear", "rise", "a", 5, "degenerate:constant", "dead") }));
        Assert.That(results.Failures, Is.EqualTo(new[] { new FailureRow("toys", "linear", "", "", "a,b", null, "two\nlines \"quoted\"") }));
    }

    [Test]
    public void Results_come_in_the_order_of_the_plan_whatever_the_order_of_saving()
    {
        CellKey[] planned =
        [
            .. from model in new[] { "linear", "deep" }
               from method in new[] { "rise", "gradient" }
               from image in new[] { "z", "a" }
               from target in new[] { 2, 10 }
               select new CellKey("toys", model, method, "sum", image, target),
        ];
        using (var store = ResultStore.Open(_run.Path, RunnerPlan.Info()))
        {
            store.SaveImages("toys", ["z", "a"]);
            foreach (var cell in planned.OrderBy(c => Seed.Of(1).For(c.ToString()).Value))
            {
                store.Save(w => w.Cell(cell, MetricResult.Of(ScoreValue.Ok("number", 1))));
                store.Save(w => w.Map(new MapRow(cell.Dataset, cell.Model, cell.Method, cell.Image, cell.Target, 1, 1, [0])));
                store.Save(w => w.Prediction(new PredictionRow(cell.Dataset, cell.Model, cell.Image, [], 0, 1)));
                store.Save(w => w.Failure(new FailureRow(cell.Dataset, cell.Model, cell.Method, "sum", cell.Image, cell.Target, "")));
                store.Save(w => w.Failure(new FailureRow(cell.Dataset, cell.Model, "", "", cell.Image, null, "")));
            }
        }

        var results = _run.Load();

        Assert.That(results.Scores.Select(s => s.Cell), Is.EqualTo(planned));
        Assert.That(results.Maps.Select(m => new CellKey(m.Dataset, m.Model, m.Method, "sum", m.Image, m.Target)), Is.EqualTo(planned));
        Assert.That(results.Predictions.Select(p => (p.Model, p.Image)), Is.EqualTo(planned.Select(c => (c.Model, c.Image)).Distinct()));
        Assert.That(
            results.Failures.Where(f => f.Model == "linear").Select(f => (f.Method, f.Image, f.Target)),
            Is.EqualTo(new (string, string, int?)[] { ("", "z", null), ("", "a", null) }
                .Concat(planned.Where(c => c.Model == "linear").Select(c => (c.Method, c.Image, (int?)c.Target)))));
    }

    [Test]
    public void Failures_are_forgotten_when_the_store_is_opened_again_and_numbers_are_not()
    {
        var good = new CellKey("toys", "linear", "rise", "sum", "a", 1);
        var bad = good with { Image = "b" };
        using (var store = ResultStore.Open(_run.Path, RunnerPlan.Info()))
        {
            store.Save(w => w.Cell(good, MetricResult.Of(ScoreValue.Ok("number", 1))));
            store.Save(w =>
            {
                w.Failure(new FailureRow("toys", "linear", "rise", "sum", "b", 1, "no"));
                w.Cell(bad, MetricResult.Of(ScoreValue.Without("number", CellState.Failed)));
            });
            Assert.That(store.FailureCount, Is.EqualTo(1));
            Assert.That(store.Finished, Is.EquivalentTo(new[] { good }));
        }
        Assert.That(_run.Load().Scores.Select(s => s.Cell), Is.EqualTo(new[] { good, bad }));

        using (var store = ResultStore.Open(_run.Path, RunnerPlan.Info()))
        {
            Assert.That(store.FailureCount, Is.Zero);
            Assert.That(store.Finished, Is.EquivalentTo(new[] { good }));
        }
        Assert.That(_run.Load().Scores.Select(s => s.Cell), Is.EqualTo(new[] { good }));
    }

    [Test]
    public void A_failure_of_the_same_is_recorded_once()
    {
        using var store = ResultStore.Open(_run.Path, RunnerPlan.Info());
        var image = new FailureRow("toys", "linear", "", "", "a", null, "first");

        store.Save(w => w.Failure(image));
        store.Save(w => w.Failure(image with { Error = "second" }));

        Assert.That(_run.Load().Failures.Select(f => f.Error), Is.EqualTo(new[] { "second" }));
    }

    [Test]
    public void Results_can_be_read_while_the_run_goes_on()
    {
        using var store = ResultStore.Open(_run.Path, RunnerPlan.Info());
        store.Save(w => w.Cell(new CellKey("toys", "linear", "rise", "sum", "a", 1), MetricResult.Of(ScoreValue.Ok("number", 1))));

        Assert.That(_run.Load().Scores, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_closed_store_is_a_single_file()
    {
        ResultStore.Open(_run.Path, RunnerPlan.Info()).Dispose();

        Assert.That(Directory.GetFileSystemEntries(_run.Path).Select(Path.GetFileName), Is.EqualTo(new[] { RunFiles.Store }));
    }

    [Test]
    public void A_store_in_use_is_refused()
    {
        using var store = ResultStore.Open(_run.Path, RunnerPlan.Info());

        Assert.That(() => ResultStore.Open(_run.Path, RunnerPlan.Info()), Throws.TypeOf<InputException>().With.Message.Contains("in use"));
    }

    [Test]
    public void The_store_of_another_run_is_refused()
    {
        ResultStore.Open(_run.Path, RunnerPlan.Info()).Dispose();

        Assert.That(
            () => ResultStore.Open(_run.Path, RunnerPlan.Info() with { Seed = 8 }),
            Throws.TypeOf<InputException>().With.Message.Contains("seed 7 there, 8 here"));
        // The refusal gave the directory back.
        ResultStore.Open(_run.Path, RunnerPlan.Info() with { Threads = 64 }).Dispose();
        Assert.That(_run.Load().Info.Threads, Is.EqualTo(64));
    }

    [Test]
    public void A_file_that_is_no_store_is_refused_by_name()
    {
        File.WriteAllText(_run.File(RunFiles.Store), new string('x', 5000));

        Assert.That(
            () => ResultStore.Open(_run.Path, RunnerPlan.Info()), Throws.TypeOf<InputException>().With.Message.Contains("results.db"));
        Assert.That(() => _run.Load(), Throws.TypeOf<InputException>().With.Message.Contains("results.db"));
    }

    [Test]
    public void A_store_of_another_format_is_refused()
    {
        using (var connection = new SqliteConnection($"Data Source={_run.File(RunFiles.Store)};Pooling=false"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE t (a); PRAGMA user_version = 99;";
            command.ExecuteNonQuery();
        }

        Assert.That(() => _run.Load(), Throws.TypeOf<InputException>().With.Message.Contains("format 99"));
    }

    [TestCase(2)]
    [TestCase(99)]
    public void A_store_of_another_format_is_refused_before_a_byte_of_it_or_of_run_json_is_written(int version)
    {
        var info = RunnerPlan.Info();
        ResultStore.Begin(_run.Path, ExistingRun.Resume, info).Dispose();
        using (var connection = new SqliteConnection($"Data Source={_run.File(RunFiles.Store)};Pooling=false"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"DROP TABLE contents; DROP TABLE label_probabilities; PRAGMA user_version = {version};";
            command.ExecuteNonQuery();
        }
        File.AppendAllText(_run.File(RunFiles.Info), "\n");
        var before = Files();

        foreach (var open in new Action[]
        {
            () => ResultStore.Begin(_run.Path, ExistingRun.Resume, info with { Threads = 5 }), () => ResultStore.Open(_run.Path, info),
        })
            Assert.That(
                open,
                Throws.TypeOf<InputException>().With.Message.Contains($"format {version}").And.Message.Contains("--existing redo"));
        Assert.That(ResultStore.Check(_run.Path).Single(), Does.Contain($"format {version}"), "said before anything is computed");
        Assert.That(Files(), Is.EqualTo(before));

        ResultStore.Begin(_run.Path, ExistingRun.Redo, info).Dispose();
        Assert.That(ResultStore.Check(_run.Path), Is.Empty);
    }

    [Test]
    public void A_store_from_before_a_table_was_added_is_read_and_gone_on_with()
    {
        using (var store = ResultStore.Open(_run.Path, RunnerPlan.Info()))
            store.Save(w => w.Prediction(new PredictionRow("toys", "linear", "a", [0], 0, 0.5, 0.5)));
        using (var connection = new SqliteConnection($"Data Source={_run.File(RunFiles.Store)};Pooling=false"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "DROP TABLE label_probabilities";
            command.ExecuteNonQuery();
        }
        Assert.That(_run.Load().Predictions.Single().LabelProbability, Is.Null);
        Assert.That(_run.Load().Warnings, Is.Empty);
        using (var store = ResultStore.Open(_run.Path, RunnerPlan.Info()))
            store.Save(w => w.Prediction(new PredictionRow("toys", "linear", "b", [0], 0, 0.5, 0.25)));
        Assert.That(_run.Load().Predictions.Select(p => p.LabelProbability), Is.EqualTo(new double?[] { null, 0.25 }));
    }

    private Dictionary<string, string> Files() =>
        Directory.GetFiles(_run.Path).ToDictionary(f => Path.GetFileName(f), f => Convert.ToBase64String(File.ReadAllBytes(f)));

    [Test]
    public void A_directory_without_results_is_told_apart() =>
        Assert.That(() => _run.Load(), Throws.TypeOf<InputException>().With.Message.Contains("no results in this directory yet"));
}
