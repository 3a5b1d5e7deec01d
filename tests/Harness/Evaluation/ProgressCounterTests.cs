using VisEval.Harness.Evaluation;
using VisEval.Harness.Results;

namespace VisEval.Tests.Harness.Evaluation;

public sealed class ProgressCounterTests
{
    private static readonly CellWeights Weights = new(
        new Dictionary<(string, string, string, string), double>
        {
            [("d", "m", "costly", "x")] = 9,
            [("d", "m", "cheap", "x")] = 1,
        },
        new Dictionary<(string, string, string), double> { [("d", "m", "costly")] = 2 },
        total: 22);

    private readonly List<RunProgress> _told = [];

    [Test]
    public void With_weights_the_share_is_that_of_the_work_and_includes_what_was_done_before()
    {
        var before = new FinishedWork(
            new HashSet<CellKey> { Cell("cheap", 1) }, new Dictionary<(string, string, string), int>(),
            new HashSet<(string, string, string)>(), new HashSet<(string, string, string)>(),
            new HashSet<(string, string, string, string, int)>());
        var counter = new ProgressCounter(new Told(_told), 1, 4, Weights, before);
        counter.Report(0, "begin");
        counter.ReportTiming("d", "m", "costly", "timing");
        counter.Report([Cell("costly", 1)], "costly");
        counter.Report([Cell("cheap", 2), Cell("costly", 2)], "rest");
        Assert.That(_told.Select(t => t.Share), Is.EqualTo(new[] { 1 / 22.0, 3 / 22.0, 12 / 22.0, 1 }).Within(1e-9));
        Assert.That(
            _told.Select(t => (t.Done, t.Total, t.Doing)),
            Is.EqualTo(new[] { (1, 4, "begin"), (1, 4, "timing"), (2, 4, "costly"), (4, 4, "rest") }));
        Assert.That(counter.Counted, Is.EqualTo(3));
    }

    [Test]
    public void Without_weights_the_share_is_that_of_the_cells()
    {
        new ProgressCounter(new Told(_told), 1, 4).Report(2, "x");
        Assert.That(_told.Single().Share, Is.EqualTo(0.75));
    }

    [SetUp]
    public void Forget() => _told.Clear();

    private static CellKey Cell(string method, int image) => new("d", "m", method, "x", $"{image}", 0);

    private sealed class Told(List<RunProgress> told) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => told.Add(value);
    }
}
