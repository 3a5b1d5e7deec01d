using Parquet;
using Parquet.Schema;
using VisEval.Harness.Analysis.Samples;
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
    public void Render(RunResults results, KnownMetrics known, Stream stream) =>
        Write(Pooling.Of(results, known).WithPooled(results.Scores), stream);

    internal static void Write(IEnumerable<ScoreRow> rows, Stream stream) => WriteAsync(rows, stream).GetAwaiter().GetResult();

    private static DataField Text(string name) => new(name, typeof(string), isNullable: false);

    private static async Task WriteAsync(IEnumerable<ScoreRow> rows, Stream stream)
    {
        var fields = Schema.GetDataFields();
        var writer = await ParquetWriter.CreateAsync(Schema, stream).ConfigureAwait(false);
        await using (writer.ConfigureAwait(false))
            foreach (var group in rows.Chunk(RowsAGroup))
            {
                using var part = writer.CreateRowGroup();
                var place = 0;
                foreach (var column in new Func<ScoreRow, string>[]
                         {
                             r => r.Cell.Dataset, r => r.Cell.Model, r => r.Cell.Method, r => r.Cell.Metric, r => r.Score,
                             r => r.Cell.Image,
                         })
                    await part.WriteAsync(fields[place++], Array.ConvertAll(group, r => column(r))).ConfigureAwait(false);
                await part.WriteAsync<int>(
                    fields[place++], Array.ConvertAll(group, r => r.Cell.IsPooled ? (int?)null : r.Cell.Target)).ConfigureAwait(false);
                await part.WriteAsync<double>(
                    fields[place++], Array.ConvertAll(group, r => r.State.IsOk ? r.Value : null)).ConfigureAwait(false);
                await part.WriteAsync(fields[place], Array.ConvertAll(group, r => r.State.Text)).ConfigureAwait(false);
            }
    }
}
