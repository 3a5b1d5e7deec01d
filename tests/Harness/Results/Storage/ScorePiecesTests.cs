using Microsoft.Data.Sqlite;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Results.Storage;

/// <summary>Numbers that are read a method at a time are those of all tables read at once and sorted.</summary>
public sealed class ScorePiecesTests
{
    private RunnerDirectory _run = null!;

    [OneTimeSetUp]
    public void Fill()
    {
        _run = new RunnerDirectory();
        MixedStore.Write(_run.Path);
    }

    [OneTimeTearDown]
    public void Delete() => _run.Dispose();

    [Test]
    public void A_run_that_is_loaded_by_pieces_is_that_of_the_whole_tables() => Same(MixedStore.Info);

    // Fewer seeds than there are, none, and only some of the images.
    [Test]
    public void So_it_is_where_the_run_has_less_than_the_store()
    {
        Same(MixedStore.Info with { Seeds = null });
        Same(MixedStore.Info with { Seeds = 3 });
        var anytime = new AnytimeInfo { Samples = [new DatasetSample("toys", 7, SampleEnd.Time, 0, 0, ["image-3", "image-1"])] };
        Same(MixedStore.Info with { Anytime = anytime });
    }

    [Test]
    public void Every_piece_is_of_one_method_on_one_network()
    {
        using var view = Open();
        var pieces = new ScorePieces(MixedStore.Info, new WholeRows(view.First));
        foreach (var shuffled in new[] { false, true })
            foreach (var piece in pieces.Of(shuffled))
                Assert.That(piece.Scores.Select(s => (s.Cell.Dataset, s.Cell.Model, s.Cell.Method)).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public void What_is_read_twice_is_counted_once()
    {
        using var view = Open();
        var pieces = new ScorePieces(MixedStore.Info, new WholeRows(view.First));
        _ = pieces.Of(false).SelectMany(p => p.Scores).Count();
        var (counted, warning) = (pieces.Counted, pieces.Values.Warning);
        Assert.That(warning, Does.Contain("values that no run writes"));
        _ = pieces.Of(false).SelectMany(p => p.Scores).Count();
        Assert.That((pieces.Counted, pieces.Values.Warning), Is.EqualTo((counted, warning)));
    }

    [Test]
    public void An_index_that_does_not_name_all_cells_is_damage()
    {
        using var run = new RunnerDirectory();
        MixedStore.Write(run.Path);
        using (var connection = new SqliteConnection($"Data Source={run.File(RunFiles.Store)};Pooling=False"))
        {
            connection.Open();
            using var edit = connection.CreateCommand();
            // A second description of the table without its index adds a row that the index does not know.
            edit.CommandText = """
                PRAGMA writable_schema = ON;
                INSERT INTO sqlite_schema SELECT 'table', 'bare', 'bare', rootpage,
                    'CREATE TABLE bare (id INTEGER PRIMARY KEY, dataset, model, method, metric, image, target, failed)'
                    FROM sqlite_schema WHERE name = 'cells';
                PRAGMA writable_schema = RESET;
                """;
            edit.ExecuteNonQuery();
            edit.CommandText = "INSERT INTO bare VALUES (99999, 'toys', 'linear', 'rise', 'deletion', 'lost', 0, 0); "
                + "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = 'bare'; PRAGMA writable_schema = RESET;";
            edit.ExecuteNonQuery();
        }
        Assert.That(run.Load().Warnings[0], Does.Contain("damaged").And.Contain("index of its cells"));
    }

    private StoreView Open() => StoreView.Open(_run.File(RunFiles.Store));

    private void Same(RunInfo info)
    {
        using var view = Open();
        var whole = ResultReader.Read(info, new WholeRows(view.First));
        var pieces = StoredNumbers.Of(info, view).In(ResultReader.WithoutNumbers(info, new WholeRows(view.First)));
        Assert.Multiple(() =>
        {
            Assert.That(whole.Scores.Count, Is.GreaterThan(100));
            Assert.That(pieces.Scores.SequenceEqual(whole.Scores), "scores");
            Assert.That(pieces.Shuffled.SequenceEqual(whole.Shuffled), "shuffled");
            Assert.That(pieces.Seeds.SequenceEqual(whole.Seeds), "seeds");
            Assert.That(pieces.Curves.Select(Text), Is.EqualTo(whole.Curves.Select(Text)));
            Assert.That(pieces.Warnings, Is.EqualTo(whole.Warnings));
            Assert.That(pieces.Timings, Is.EqualTo(whole.Timings));
        });
    }

    private static string Text(CurveRow c) => $"{c.Cell} {c.Name} {string.Join(' ', c.X)} {string.Join(' ', c.Y)}";
}
