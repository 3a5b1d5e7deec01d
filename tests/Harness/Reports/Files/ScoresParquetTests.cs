using Parquet.Serialization;
using Parquet.Serialization.Attributes;
using VisEval.Core;
using VisEval.Harness.Reports.Files;
using VisEval.Harness.Results;

namespace VisEval.Tests.Harness.Reports.Files;

public sealed class ScoresParquetTests
{
    private sealed record Row
    {
        [ParquetRequired]
        public string dataset { get; set; } = "";
        [ParquetRequired]
        public string model { get; set; } = "";
        [ParquetRequired]
        public string method { get; set; } = "";
        [ParquetRequired]
        public string metric { get; set; } = "";
        [ParquetRequired]
        public string score { get; set; } = "";
        [ParquetRequired]
        public string image { get; set; } = "";
        public int? target { get; set; }
        public double? value { get; set; }
        [ParquetRequired]
        public string state { get; set; } = "";
    }

    [Test]
    public void The_rows_are_those_of_the_table_typed()
    {
        ScoreRow[] rows =
        [
            new(new CellKey("d", "m", "=x,\"y\"\r\n", "k", "i", -1), "auc", 0.1 + 0.2, CellState.Ok),
            new(new CellKey("d", "m", "rise", "k", CellKey.AllImages, -1), "auc", -1e-300, CellState.Ok),
            new(new CellKey("d", "m", "rise", "k", "j", 7), "auc", 3, CellState.Undefined("no-annotation")),
            new(new CellKey("d", "m", "rise", "k", "k", 8), "auc", null, CellState.Failed),
        ];
        var common = new Row { dataset = "d", model = "m", method = "rise", metric = "k", score = "auc" };
        Assert.That(Read(rows), Is.EqualTo(new[]
        {
            common with { method = "=x,\"y\"\r\n", image = "i", target = -1, value = 0.1 + 0.2, state = "ok" },
            common with { image = "*", target = null, value = -1e-300, state = "ok" },
            common with { image = "j", target = 7, value = null, state = "undefined:no-annotation" },
            common with { image = "k", target = 8, value = null, state = "failed" },
        }));
    }

    [Test]
    public void A_run_without_numbers_and_one_with_many_are_read_back()
    {
        Assert.That(Read([]), Is.Empty);
        var many = Read(
        [
            .. Enumerable.Range(0, 70_000)
                .Select(i => new ScoreRow(new CellKey("d", "m", $"x{i % 7}", "k", $"{i}", i), "auc", i / 3.0, CellState.Ok)),
        ]);
        Assert.That(many.Select(r => r.value), Is.EqualTo(Enumerable.Range(0, 70_000).Select(i => (double?)(i / 3.0))));
    }

    private static List<Row> Read(ScoreRow[] rows)
    {
        using var stream = new MemoryStream();
        ScoresParquet.Write(rows, stream);
        using var content = new MemoryStream(stream.ToArray());
        return [.. ParquetSerializer.DeserializeAsync<Row>(content).GetAwaiter().GetResult().Data];
    }
}
