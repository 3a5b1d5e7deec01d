using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;
using VisEval.Metrics;
using static VisEval.Tests.Testing.ReportSamples;

namespace VisEval.Tests.Harness.Results.Storage;

/// <summary>A store that is read while it is written to.</summary>
public sealed class StoreViewTests
{
    [Test]
    public void Both_connections_see_the_same_moment()
    {
        var folder = Directory.CreateTempSubdirectory("viseval-snapshot-");
        try
        {
            using var store = ResultStore.Open(folder.FullName, Empty([Method("a")], [Deletion], "net").Info);
            Write("one");
            using var snapshot = StoreView.Open(Path.Combine(folder.FullName, RunFiles.Store));
            Write("two");
            Assert.That(snapshot.Second, Is.Not.Null);
            Assert.That(new RowReader(new WholeRows(snapshot.First)).Cells().Count, Is.EqualTo(1));
            Assert.That(new RowReader(new WholeRows(snapshot.Second!)).Scores(null), Has.Count.EqualTo(1));
            Assert.That(ResultStore.Load(folder.FullName).Scores, Has.Count.EqualTo(2));

            void Write(string image) => store.Save(write => write.Cell(
                new CellKey("scenes", "net", "a", "deletion", image, 0), MetricResult.Of(ScoreValue.Ok("auc", 0.5))));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
