using VisEval.Harness.Results.Storage;

namespace VisEval.Harness.Results.Merging;

/// <summary>What a run lacks, from run.json, its list of images and what is there: neither model nor dataset is needed.</summary>
/// <param name="Cells">The cells.</param>
/// <param name="Pieces">What else.</param>
/// <param name="Images">The images of every dataset in their order; none where no part of the run had begun with it.</param>
internal sealed record MissingWork(
    IReadOnlyList<MissingCell> Cells, IReadOnlyList<MissingPiece> Pieces, IReadOnlyDictionary<string, IReadOnlyList<string>> Images)
{
    /// <summary>The cells that were planned, are not there and cannot be named: other classes of images of which a killed part had
    /// explained the first ones only.</summary>
    public int Further { get; init; }

    /// <summary>Whether nothing is missing.</summary>
    public bool IsNone => Cells.Count == 0 && Pieces.Count == 0 && Further == 0;

    /// <summary>What the run in a store lacks.</summary>
    /// <param name="info">The run.</param>
    /// <param name="store">Its store.</param>
    /// <param name="kinds">What run.json does not say of its units.</param>
    public static MissingWork Of(RunInfo info, ResultStore store, UnitKinds kinds) => store.Read(rows => Of(info, rows, kinds));

    private static MissingWork Of(RunInfo info, IRowSource rows, UnitKinds kinds)
    {
        var reader = new RowReader(rows);
        var images = info.Datasets.ToDictionary(d => d.Name, _ => (IReadOnlyList<string>)[]);
        foreach (var dataset in reader.Images().GroupBy(i => i.Dataset))
            images[dataset.Key] = [.. dataset.Select(i => i.Image)];
        var cells = reader.Cells();
        var there = Enumerable.Range(0, cells.Count).ToLookup(
            place => (cells.Names[cells[place].Dataset], cells.Names[cells[place].Model]));
        List<(string Dataset, string Model)> jobs =
        [
            .. info.Datasets.SelectMany(d => info.Models.Where(m => m.Datasets?.Contains(d.Name) ?? true).Select(m => (d.Name, m.Name))),
        ];
        List<MissingCell> missing =
        [
            .. jobs.SelectMany(job => OfJob(
                job, images[job.Dataset], new PlannedCells(info, job.Dataset, images[job.Dataset].Count, kinds),
                [.. there[job].Select(cells.KeyAt)])),
        ];
        return new MissingWork(
            missing,
            [.. jobs.Where(job => images[job.Dataset].Count == 0).Select(j => new MissingPiece("images", j.Dataset, j.Model, "")),
                .. MissingPieces.Of(info, jobs, rows)],
            images)
        {
            Further = Math.Max(0, (int)((info.Cells ?? 0) - ResultReader.Counted(info, cells) - missing.Count(m => !m.IsShuffled))),
        };
    }

    private static IEnumerable<MissingCell> OfJob(
        (string Dataset, string Model) job, IReadOnlyList<string> images, PlannedCells planned, HashSet<CellKey> there)
    {
        // The classes of an image are those that anything of it was computed for.
        var targets = there.GroupBy(c => c.Image).ToDictionary(g => g.Key, g => TargetsOf(g));
        foreach (var (place, image) in images.Index())
            foreach (var (method, metric) in planned.Of(place))
            {
                if (!targets.TryGetValue(image, out var classes))
                {
                    yield return new MissingCell(job.Dataset, job.Model, method, metric, image, null);
                    continue;
                }
                var unread = new CellKey(job.Dataset, job.Model, method, metric, image, ExplanationKey.NoTarget);
                foreach (var target in classes)
                    if (!there.Contains(unread with { Target = target }) && !there.Contains(unread))
                        yield return new MissingCell(job.Dataset, job.Model, method, metric, image, target);
            }
    }

    // Where a part of the run could not read the image, another may have.
    private static List<int> TargetsOf(IEnumerable<CellKey> cells)
    {
        List<int> all = [.. cells.Select(c => c.Target).Distinct().Order()];
        List<int> known = [.. all.Where(t => t != ExplanationKey.NoTarget)];
        return known.Count > 0 ? known : all;
    }
}
