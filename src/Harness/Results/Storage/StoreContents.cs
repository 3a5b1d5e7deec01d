namespace VisEval.Harness.Results.Storage;

/// <summary>What any store of a run holds.</summary>
internal static class StoreContents
{
    extension(IResultStore store)
    {
        /// <summary>The cells that are done and are never computed again.</summary>
        public IReadOnlySet<CellKey> Finished => store.Read(FinishedOf);

        /// <summary>The number of failures recorded since the store was opened.</summary>
        public int FailureCount => store.Read(source => source.Read("1", "failures", ["rowid"], _ => 1).Count);

        /// <summary>The units of work without cells that are done, by dataset, network (empty for all) and what was done.</summary>
        public IReadOnlyList<(string Dataset, string Model, string Unit)> FinishedPieces => store.Read(VisualizationTables.Done);

        /// <summary>Everything that is done.</summary>
        public FinishedWork Snapshot() => store.Read(source => new FinishedWork(
            FinishedOf(source),
            source.Read(
                "dataset, model, image, top1", "predictions", ["dataset", "model", "image"],
                r => (Key: (r.GetString(0), r.GetString(1), r.GetString(2)), Top1: r.GetInt32(3)))
                .ToDictionary(p => p.Key, p => p.Top1),
            source.Read(
                "dataset, model, method", "timings", ["dataset", "model", "method", "repetition"],
                r => (r.GetString(0), r.GetString(1), r.GetString(2))).ToHashSet(),
            source.Read("dataset, model, image", "pictures", ["rowid"], r => (r.GetString(0), r.GetString(1), r.GetString(2))).ToHashSet(),
            source.Read(
                "dataset, model, method, image, target", "maps", ["rowid"],
                r => (r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetInt32(4))).ToHashSet()));

        /// <summary>What was read of the images so far: SHA-256 by dataset and image.</summary>
        public IReadOnlyDictionary<(string Dataset, string Image), string> Contents() =>
            store.Read(source => new RowReader(source).Contents()).ToDictionary(c => (c.Dataset, c.Image), c => c.Sha256);

        /// <summary>Records the images of a dataset in the order of the plan.</summary>
        public void SaveImages(string dataset, IEnumerable<string> images) => store.Save(write =>
        {
            foreach (var (position, image) in images.Index())
                write.Image(dataset, position, image);
        });
    }

    private static HashSet<CellKey> FinishedOf(IRowSource source)
    {
        var names = new Names();
        return
        [
            .. source.Read(
                "dataset, model, method, metric, image, target", "cells WHERE failed = 0", ["id"],
                r => new CellKey(
                    names.Text(r, 0), names.Text(r, 1), names.Text(r, 2), names.Text(r, 3), names.Text(r, 4), r.GetInt32(5))),
        ];
    }
}
