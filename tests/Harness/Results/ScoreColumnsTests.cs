using VisEval.Core;
using VisEval.Harness.Results;

namespace VisEval.Tests.Harness.Results;

/// <summary>Rows in columns are the rows that were added.</summary>
public sealed class ScoreColumnsTests
{
    // More than one piece of storage, in runs of equal methods and metrics, some of them alone.
    private static readonly ScoreRow[] Rows =
    [
        .. Enumerable.Range(0, 150_000).Select(i => new ScoreRow(
            new CellKey(
                i < 90_000 ? "one" : "two", $"net{i / 40_000}", $"m{i / 7000 % 3}", "k", i % 11 == 0 ? $"odd{i}" : $"i{i % 3000}", i % 4),
            i % 2 == 0 ? "a" : "b",
            i % 13 == 0 ? null : i % 17 == 0 ? double.NaN : i % 19 == 0 ? -0.0 : i / 3.0,
            i % 13 == 0 ? CellState.Degenerate($"why{i % 5}") : CellState.Ok)),
    ];

    private static readonly ScoreColumns All = ScoreColumns.Of(Rows);

    [Test]
    public void They_are_the_rows_that_were_added_in_their_order()
    {
        Assert.That(All, Has.Count.EqualTo(Rows.Length));
        Assert.That(All.SequenceEqual(Rows));
        Assert.That(Enumerable.Range(0, Rows.Length).All(i => All[i] == Rows[i]));
        Assert.That(All.Where(r => r.Value == 0).Select(r => double.IsNegative(r.Value!.Value)),
            Is.EqualTo(Rows.Where(r => r.Value == 0).Select(r => double.IsNegative(r.Value!.Value))));
    }

    [TestCase("one", "net1")]
    [TestCase("two", "net3")]
    [TestCase("two", "net0")]
    public void Of_some_networks_they_are_theirs(string dataset, string model)
    {
        var expected = Rows.Where(r => r.Cell.Dataset == dataset && r.Cell.Model == model).ToList();
        var some = All.Only((d, m) => d == dataset && m == model);
        Assert.That(some, Has.Count.EqualTo(expected.Count));
        Assert.That(some.SequenceEqual(expected));
        Assert.That(Enumerable.Range(0, some.Count).All(i => some[i] == expected[i]));
        Assert.That(some.Only((_, _) => true).SequenceEqual(expected));
    }

    [Test]
    public void There_may_be_none()
    {
        Assert.That(ScoreColumns.Of([]), Is.Empty);
        Assert.That(() => ScoreColumns.Of([])[0], Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => All[Rows.Length], Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => All[-1], Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
