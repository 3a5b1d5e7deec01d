using VisEval.Core;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;
using static VisEval.Tests.Testing.ReportSamples;

namespace VisEval.Tests.Harness.Results.Storage;

/// <summary>The cells of a store by number, beside their keys.</summary>
public sealed class CellTableTests
{
    private static readonly Seed AnySeed = Seed.Of(31);

    [Test]
    public void Counting_puts_cells_where_comparing_keys_puts_them()
    {
        var random = AnySeed.Random();
        string[] methods = ["b", "a", "", "unlisted", ShuffledKey.Of("a")];
        CellKey[] keys =
        [
            .. Enumerable.Range(0, 500).Select(_ => new CellKey(
                "scenes", Pick("net", "", "other"), Pick(methods), Pick("m2", "deletion", ""), Pick("i2", "i1", "lost", "i0"),
                random.NextInt(4) - 1)).Distinct(),
        ];
        var names = new Names();
        var table = new CellTable(
            [
                .. keys.Select((k, i) => new CellEntry(
                    7 * i, names.NumberOf(k.Dataset), names.NumberOf(k.Model), names.NumberOf(k.Method), names.NumberOf(k.Metric),
                    names.NumberOf(k.Image), k.Target)),
            ],
            names);
        var order = new PlanOrder(
            Empty([Method("a"), Method("b")], [Deletion], "net").Info, [("scenes", "i0"), ("scenes", "i1"), ("scenes", "i2")]);
        var expected = order.Sort(keys, k => k.Own()).ToList();
        Assert.That(order.Of(table).Select(table.KeyAt), Is.EqualTo(expected));
        Assert.That(order.Of(table).Select(table.OwnKeyAt), Is.EqualTo(expected.Select(k => k.Own())));

        string Pick(params string[] all) => all[random.NextInt(all.Length)];
    }

    [Test]
    public void A_cell_is_found_by_its_identity_wherever_it_is_looked_for_first()
    {
        var names = new Names();
        var name = names.NumberOf("x");
        long[] ids = [5, 2, 9, 40];
        var table = new CellTable([.. ids.Select(id => new CellEntry(id, name, name, name, name, name, (int)id))], names);
        foreach (var id in ids)
            for (var near = 0; near < 5; near++)
                Assert.That(table.KeyAt(table.PlaceOf(id, near)).Target, Is.EqualTo(id));
        Assert.That(() => table.PlaceOf(3), Throws.TypeOf<KeyNotFoundException>());
    }
}
