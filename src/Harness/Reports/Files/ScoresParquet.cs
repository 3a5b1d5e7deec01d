using Parquet;
using Parquet.Schema;
using VisEval.Harness.Reports.Contracts;
using VisEval.Harness.Results;

namespace VisEval.Harness.Reports.Files;

/// <summary>scores.parquet: the columns and rows of scores.csv, typed: <c>target</c> a whole number or null, <c>value</c> a double or null
/// where no number stands, the others texts.</summary>
[RunFile(RunFiles.ScoresParquet)]
internal sealed class ScoresParquet : IBinaryArtefact
{
    // About what readers like best, and few enough that the columns of a group stay in the cache.
    private const int RowsAGroup = 1 << 17;

    private static readonly ParquetSchema Schema = new(
        Text("dataset"), Text("model"), Text("method"), Text("metric"), Text("score"), Text("image"),
        new DataField<int?>("target"), new DataField<double?>("value"), Text("state"));

    /// <inheritdoc/>
    public void Render(RunTables tables, Stream stream) => Write(tables.Scores, stream);

    internal static void Write(IEnumerable<ScoreRow> rows, Stream stream) => WriteAsync(rows, stream).GetAwaiter().GetResult();

    private static DataField Text(string name) => new(name, typeof(string), isNullable: false);

    private static async Task WriteAsync(IEnumerable<ScoreRow> rows, Stream stream)
    {
        var fields = Schema.GetDataFields();
        var writer = await ParquetWriter.CreateAsync(Schema, stream).ConfigureAwait(false);
        await using (writer.ConfigureAwait(false))
            foreach (var group in Groups(rows))
            {
                using var part = writer.CreateRowGroup();
                var place = 0;
                foreach (var texts in group.Texts)
                    await part.WriteAsync(fields[place++], texts.ToArray()).ConfigureAwait(false);
                await part.WriteAsync<int>(fields[place++], group.Targets.ToArray()).ConfigureAwait(false);
                await part.WriteAsync<double>(fields[place++], group.Values.ToArray()).ConfigureAwait(false);
                await part.WriteAsync(fields[place], group.States.ToArray()).ConfigureAwait(false);
            }
    }

    private static IEnumerable<Group> Groups(IEnumerable<ScoreRow> rows)
    {
        var group = new Group();
        foreach (var row in rows)
        {
            group.Add(row);
            if (group.Count < RowsAGroup)
                continue;
            yield return group;
            group.Clear();
        }
        if (group.Count > 0)
            yield return group;
    }

    private sealed class Group
    {
        public List<string>[] Texts { get; } = [[], [], [], [], [], []];

        public List<int?> Targets { get; } = [];

        public List<double?> Values { get; } = [];

        public List<string> States { get; } = [];

        public int Count => States.Count;

        public void Add(ScoreRow row)
        {
            var cell = row.Cell;
            Texts[0].Add(cell.Dataset);
            Texts[1].Add(cell.Model);
            Texts[2].Add(cell.Method);
            Texts[3].Add(cell.Metric);
            Texts[4].Add(row.Score);
            Texts[5].Add(cell.Image);
            Targets.Add(cell.IsPooled ? null : cell.Target);
            Values.Add(row.State.IsOk ? row.Value : null);
            States.Add(row.State.Text);
        }

        public void Clear()
        {
            foreach (var texts in Texts)
                texts.Clear();
            Targets.Clear();
            Values.Clear();
            States.Clear();
        }
    }
}
