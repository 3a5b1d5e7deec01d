using Microsoft.Data.Sqlite;
using VisEval.Core;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;
using VisEval.Metrics;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Results.Storage;

/// <summary>What a store that was cut short or overwritten still gives, and what is said of it.</summary>
public sealed class DamagedStoreTests
{
    private const int Page = 4096;
    private static readonly RunInfo Info = RunnerPlan.Info() with { Cells = 3000 };
    private RunnerDirectory _run = null!;
    private RunResults _whole = null!;
    private byte[] _bytes = [];

    [OneTimeSetUp]
    public void Fill()
    {
        _run = new RunnerDirectory();
        RunInfoJson.Write(Info, _run.File(RunFiles.Info));
        using (var store = ResultStore.Open(_run.Path, Info))
        {
            store.SaveImages("toys", Enumerable.Range(0, 3000).Select(i => $"image-{i}"));
            store.Save(write =>
            {
                for (var i = 0; i < 3000; i++)
                {
                    var cell = new CellKey("toys", i % 2 == 0 ? "linear" : "deep", "rise", "sum", $"image-{i}", 1);
                    write.Cell(cell, new MetricResult([ScoreValue.Ok("number", i / 7.0)], [new Curve("line", [0, 1], [i, 2 * i])]));
                    write.Prediction(new PredictionRow("toys", cell.Model, cell.Image, [1], 1, 0.5));
                }
            });
        }
        _whole = _run.Load();
        _bytes = File.ReadAllBytes(_run.File(RunFiles.Store));
        Assert.That(_whole.Warnings, Is.Empty);
    }

    [OneTimeTearDown]
    public void Delete() => _run.Dispose();

    [TestCase(0.9)]
    [TestCase(0.5)]
    [TestCase(0.1)]
    public void Of_a_file_that_was_cut_short_the_rows_before_the_cut_are_saved(double share)
    {
        var saved = Damaged(_bytes[..((int)(_bytes.Length * share) / Page * Page)]);
        Assert.That(AreOfTheWhole(saved));
        Assert.That(saved.Warnings.Single(), Does.Contain("damaged").And.Contain("of 3000 cells could be read").And.Contain("scores"));
        if (share > 0.8)
            Assert.That(saved.Scores, Has.Count.GreaterThan(1000));
    }

    [Test]
    public void Of_a_file_with_a_hole_the_rows_on_both_sides_are_saved()
    {
        var found = new List<int>();
        for (var page = 2; page * Page < _bytes.Length - Page; page += 9)
        {
            var bytes = (byte[])_bytes.Clone();
            bytes.AsSpan(page * Page, Page).Fill(0xA5);
            var saved = Damaged(bytes);
            Assert.That(AreOfTheWhole(saved), $"page {page}");
            found.Add(saved.Scores.Count);
            if (saved.Scores.Count < 3000 || saved.Predictions.Count < 3000)
                Assert.That(saved.Warnings.Single(), Does.Contain("damaged"));
        }
        Assert.That(found.Count(n => n < 3000), Is.Positive, "some holes hit the numbers");
        Assert.That(found.Average(), Is.GreaterThan(2000), "most of the numbers are saved from most holes");
    }

    [Test]
    public void Garbage_anywhere_ends_in_a_sentence()
    {
        var random = Seed.Of(5).Random();
        for (var i = 0; i < 60; i++)
        {
            var bytes = (byte[])_bytes.Clone();
            for (var k = 0; k < 20; k++)
                bytes[random.NextInt(i % 3 == 0 ? Page : bytes.Length)] = (byte)random.NextInt(256);
            try
            {
                Damaged(bytes);
            }
            catch (InputException error)
            {
                Assert.That(error.Message, Does.Contain("results.db").Or.Contain("run.json"));
            }
        }
    }

    [Test]
    public void A_store_whose_beginning_is_gone_is_refused_with_what_to_do()
    {
        var bytes = (byte[])_bytes.Clone();
        bytes.AsSpan(0, 100).Clear();
        Assert.That(() => Damaged(bytes), Throws.TypeOf<InputException>()
            .With.Message.Contain("its beginning is destroyed").And.Message.Contain("scores.csv").And.Message.Contain("--existing redo"));
        Assert.That(() => Damaged([]), Throws.TypeOf<InputException>().With.Message.Contain("--existing redo"));
    }

    [Test]
    public void Nothing_is_added_to_a_damaged_store()
    {
        File.WriteAllBytes(_run.File(RunFiles.Store), _bytes[..(_bytes.Length / 2 / Page * Page)]);
        Assert.That(
            () => ResultStore.Open(_run.Path, Info),
            Throws.InstanceOf<InputException>().With.Message.Contain("is damaged").And.Message.Contain("viseval report"));
    }

    [Test]
    public void A_lost_table_is_named_and_nothing_is_added()
    {
        File.WriteAllBytes(_run.File(RunFiles.Store), _bytes);
        using (var connection = new SqliteConnection($"Data Source={_run.File(RunFiles.Store)};Pooling=False"))
        {
            connection.Open();
            using var drop = connection.CreateCommand();
            drop.CommandText = "DROP TABLE timings";
            drop.ExecuteNonQuery();
        }
        Assert.That(_run.Load().Warnings.Single(), Does.Contain("damaged (the table timings is missing). Rows are lost of: timings."));
        Assert.That(
            () => ResultStore.Open(_run.Path, Info),
            Throws.InstanceOf<InputException>().With.Message.Contains("is damaged (tables are missing: timings)"));
    }

    [Test]
    public void A_folder_in_the_place_of_the_store_is_called_one()
    {
        using var run = new RunnerDirectory();
        Directory.CreateDirectory(run.File(RunFiles.Store));
        Assert.That(() => ResultStore.Open(run.Path, Info), Throws.TypeOf<InputException>().With.Message.Contains("is a folder"));
        Assert.That(() => ResultStore.Load(run.Path), Throws.TypeOf<InputException>().With.Message.Contains("is a folder"));
    }

    [Test]
    public void An_unfinished_run_says_so()
    {
        using var run = new RunnerDirectory();
        using (var store = ResultStore.Open(run.Path, Info))
            store.Save(w => w.Cell(new CellKey("toys", "linear", "rise", "sum", "a", 1), MetricResult.Of(ScoreValue.Ok("number", 1))));
        Assert.That(run.Load().Warnings.Single(), Does.StartWith("This run is not finished: 1 of 3000 cells are computed."));
    }

    private bool AreOfTheWhole(RunResults saved) =>
        saved.Scores.ToHashSet() is var rows && rows.Count == saved.Scores.Count && rows.IsSubsetOf(_whole.Scores);

    private RunResults Damaged(byte[] bytes)
    {
        File.WriteAllBytes(_run.File(RunFiles.Store), bytes);
        return _run.Load();
    }
}
