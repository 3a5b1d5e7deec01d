using VisEval.Core;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Merging;
using VisEval.Harness.Results.Storage;
using VisEval.Harness.Results.Visualizations;
using VisEval.Metrics;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Distributed;

/// <summary>What every result store must do, wherever it keeps the rows.</summary>
[TestFixture(typeof(StoreKind.File))]
[TestFixture(typeof(StoreKind.Memory))]
[TestFixture(typeof(StoreKind.Postgres))]
internal sealed class StoreContractTests<TKind>
    where TKind : StoreKind, new()
{
    private static readonly CellKey Cell = new("toys", "linear", "rise:masks=20,grid=7", "sum", "ünï \"code\", 图.png", 3);

    private TKind? _kind;
    private IResultStore _store = null!;

    [OneTimeSetUp]
    public void Begin()
    {
        try
        {
            _kind = new TKind();
        }
        catch (System.Reflection.TargetInvocationException error) when (error.InnerException is IgnoreException reason)
        {
            throw reason;
        }
    }

    [OneTimeTearDown]
    public void End() => _kind?.Dispose();

    [SetUp]
    public void Open() => _store = _kind!.Open();

    [TearDown]
    public void Close() => _store.Dispose();

    [Test]
    public void Everything_comes_back_as_it_was_saved()
    {
        Fill(_store);

        var results = Results(_store);
        Assert.That(results.Scores, Is.EqualTo(new[]
        {
            new ScoreRow(Cell, "third", 1.0 / 3, CellState.Ok), new ScoreRow(Cell, "nan", null, CellState.Failed),
            new ScoreRow(Cell, "infinite", null, CellState.Failed), new ScoreRow(Cell, "tiny", double.Epsilon, CellState.Ok),
            new ScoreRow(Cell, "none", null, CellState.Degenerate("constant")),
        }));
        Assert.That(results.Curves.Select(c => (c.Cell, c.Name)), Is.EqualTo(new[] { (Cell, "line"), (Cell, "other") }));
        Assert.That(results.Curves[0].Y, Is.EqualTo(new[] { double.NaN, 0.1 + 0.2, -1e300 }));
        Assert.That(results.Curves[1].X, Is.SameAs(results.Curves[0].X), "many curves share their positions");
        Assert.That(results.Predictions.Single(p => p.Image == "a").LabelProbability, Is.EqualTo(0.1));
        Assert.That(results.Predictions.Single(p => p.Image == "b").Probability, Is.NaN);
        Assert.That(results.Timings, Is.EqualTo(new[] { new TimingRow("toys", "linear", "rise", 0, 0.1, 4_000_000_000, 1, 12.3) }));
        Assert.That(results.Pictures.Single().Png, Is.EqualTo(new byte[] { 1, 0, 255 }));
        Assert.That(results.Maps.Select(m => m.Pixels), Is.EqualTo(new byte[]?[] { [0, 255], null }));
        Assert.That(results.Remarks, Is.EqualTo(new[] { new RemarkRow("toys", "linear", "rise", "a", 5, "degenerate:constant", "dead") }));
        Assert.That(results.Failures, Is.EqualTo(new[] { new FailureRow("toys", "linear", "", "", "a,b", null, "two\nlines \"quoted\"") }));
    }

    [Test]
    public void A_curve_may_have_thousands_of_positions()
    {
        double[] many = [.. Enumerable.Range(0, 5000).Select(i => Math.Sqrt(i))];
        _store.Save(w => w.Cell(Cell, new MetricResult([ScoreValue.Ok("a", 1)], [new Curve("long", many, many)])));

        Assert.That(Results(_store).Curves.Single().X, Is.EqualTo(many));
    }

    [Test]
    public void A_cell_takes_the_place_of_the_one_with_its_key_and_its_numbers_go_with_it()
    {
        _store.Save(w => w.Cell(Cell, MetricResult.Of(ScoreValue.Ok("a", 1), ScoreValue.Ok("b", 2))));
        _store.Save(w => w.Cell(Cell, MetricResult.Of(ScoreValue.Ok("c", 3))));

        Assert.That(Results(_store).Scores.Select(s => (s.Score, s.Value)), Is.EqualTo(new[] { ("c", (double?)3) }));
    }

    [Test]
    public void What_fails_in_the_middle_leaves_nothing()
    {
        Assert.That(
            () => _store.Save(w =>
            {
                w.Cell(Cell, MetricResult.Of(ScoreValue.Ok("a", 1)));
                throw new InvalidOperationException();
            }),
            Throws.InvalidOperationException);

        Assert.That(_store.Finished, Is.Empty);
    }

    [Test]
    public void A_failure_of_the_same_is_recorded_once_and_forgotten_with_its_cell()
    {
        var image = new FailureRow("toys", "linear", "", "", "a", null, "first");
        _store.Save(w => w.Failure(image));
        _store.Save(w => w.Failure(image with { Error = "second" }));
        _store.Save(w => w.Failure(image with { Target = 4 }));
        _store.Save(w => w.Cell(Cell, MetricResult.Of(ScoreValue.Without("a", CellState.Failed))));
        _store.Save(w => w.Cell(Cell with { Target = 9 }, MetricResult.Of(ScoreValue.Ok("a", 1))));
        Assert.That(Results(_store).Failures.Select(f => f.Error), Is.EqualTo(new[] { "second", "first" }));
        Assert.That(_store.FailureCount, Is.EqualTo(2));

        _store.Save(w => w.Forget());

        Assert.That(_store.FailureCount, Is.Zero);
        Assert.That(_store.Finished, Is.EquivalentTo(new[] { Cell with { Target = 9 } }));
    }

    [Test]
    public void Costs_add_up_and_the_first_content_stands()
    {
        _store.Save(w => w.Cost(Cell, new MetricCost(1.5, 10, 4)));
        _store.Save(w => w.Cost(Cell with { Image = "other" }, new MetricCost(2, 1, 1)));
        _store.Save(w => w.Content("toys", "a", "one"));
        _store.Save(w => w.Content("toys", "a", "two"));

        Assert.That(
            Results(_store).MetricCosts, Is.EqualTo(new[] { new MetricCostRow("toys", "linear", "sum", 2, new MetricCost(3.5, 11, 5)) }));
        Assert.That(_store.Contents(), Is.EqualTo(new Dictionary<(string, string), string> { [("toys", "a")] = "one" }));
    }

    [Test]
    public void A_copy_has_the_same_rows_and_the_same_hash()
    {
        Fill(_store);
        using var memory = new MemoryStore();
        using var back = _kind!.Open();
        Copy(_store, memory);
        Copy(memory, back);

        string[] hashes = [_store.Read(RowDigest.Of), memory.Read(RowDigest.Of), back.Read(RowDigest.Of)];
        Assert.That(hashes.Distinct().Count(), Is.EqualTo(1));
        Assert.That(Results(back).Scores, Is.EqualTo(Results(_store).Scores));
        Assert.That(Results(back).Timings, Is.EqualTo(Results(_store).Timings));
        Assert.That(back.FinishedPieces, Is.EqualTo(_store.FinishedPieces));
    }

    [Test]
    public void The_hash_tells_numbers_apart_and_not_times_or_the_order_of_saving()
    {
        CellKey[] cells = [Cell, Cell with { Image = "a" }];
        string Hash(IEnumerable<CellKey> order, double value, double time)
        {
            using var store = _kind!.Open();
            foreach (var cell in order)
                store.Save(w =>
                {
                    w.Cell(cell, MetricResult.Of(ScoreValue.Ok("a", value)));
                    w.Cost(cell, new MetricCost(time, 1, 1));
                });
            store.Save(w => VisualizationTables.Write(w, Visualized(time)));
            return store.Read(RowDigest.Of);
        }

        Assert.That(Hash(cells.Reverse(), 1, 2), Is.EqualTo(Hash(cells, 1, 1)));
        Assert.That(Hash(cells, Math.BitIncrement(1), 1), Is.Not.EqualTo(Hash(cells, 1, 1)));
    }

    private static void Fill(IResultStore store) => store.Save(w =>
    {
        w.Image("toys", 0, "b");
        w.Image("toys", 1, "a");
        w.Content("toys", "a", "abc");
        w.Cell(Cell, new MetricResult(
            [
                ScoreValue.Ok("third", 1.0 / 3), ScoreValue.Ok("nan", double.NaN), ScoreValue.Ok("infinite", double.NegativeInfinity),
                ScoreValue.Ok("tiny", double.Epsilon), ScoreValue.Without("none", CellState.Degenerate("constant")),
            ],
            [new Curve("line", [0, 0.1, 1], [double.NaN, 0.1 + 0.2, -1e300]), new Curve("other", [0, 0.1, 1], [1, 2, 3])]));
        w.Prediction(new PredictionRow("toys", "linear", "a", [2, 0], 5, 0.1f, 0.1));
        w.Prediction(new PredictionRow("toys", "linear", "b", [], 5, double.NaN));
        w.Remark(new RemarkRow("toys", "linear", "rise", "a", 5, "degenerate:constant", "dead"));
        w.Timing(new TimingRow("toys", "linear", "rise", 0, 0.1, 4_000_000_000, 1, 12.3));
        w.Picture(new PictureRow("toys", "linear", "a", [1, 0, 255]));
        w.Map(new MapRow("toys", "linear", "rise", "a", 1, 1, 2, [0, 255]));
        w.Map(new MapRow("toys", "linear", "rise", "a", 2, 1, 2, null));
        w.Failure(new FailureRow("toys", "linear", "", "", "a,b", null, "two\nlines \"quoted\""));
        VisualizationTables.Write(w, Visualized(1));
        VisualizationTables.Write(
            w, "toys", "linear", new PictureMeasurement("deep-dream", false, "activation", [], new Dictionary<string, double>()));
        SmallImageTable.Write(w, new SmallImage("toys", "a", [1, 2]));
    });

    private static VisualizedUnit Visualized(double seconds) =>
        new("toys", "linear", "class:0", "deep-dream", 0, []) { Seconds = seconds, Error = "no picture" };

    private static void Copy(IResultStore from, IResultStore to) => from.Read(source =>
    {
        to.Save(w => RowCopy.All(source, w));
        return to;
    });

    private static RunResults Results(IResultStore store) => store.Read(source => ResultReader.Read(RunnerPlan.Info(), source));
}
