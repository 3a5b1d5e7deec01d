using VisEval.Core;
using VisEval.Harness.Input;
using VisEval.Harness.Results.Storage;

namespace VisEval.Harness.Results.Merging;

/// <summary>What became of putting parts of a run together.</summary>
/// <param name="Cells">The cells that were written now.</param>
/// <param name="Conflicts">Where inputs contradict each other; the first stands.</param>
/// <param name="Failures">What failed and was not finished anywhere.</param>
/// <param name="Missing">What no input had.</param>
/// <param name="Absent">The shards that no input was, where the inputs are shards of one division; else empty.</param>
internal sealed record MergeOutcome(
    long Cells, IReadOnlyList<MergeConflict> Conflicts, IReadOnlyList<FailureRow> Failures, MissingWork Missing,
    IReadOnlyList<Shard> Absent)
{
    /// <summary>The number of things that inputs contradict each other in, now or in earlier merges.</summary>
    public int Contradictions { get; init; }
}

/// <summary>Puts run directories of one run together in another: shards, killed or whole, overlapping or not, in any order.</summary>
internal static class RunMerge
{
    /// <summary>Why the inputs cannot be put together, each a sentence; empty if they can. Writes nothing.</summary>
    /// <param name="inputs">The inputs.</param>
    public static IReadOnlyList<string> Mistakes(IReadOnlyList<MergeInput> inputs)
    {
        var first = inputs[0];
        return
        [
            .. inputs.Where(i => i.Info.Anytime is not null).Select(i => $"'{i.Name}' is a run that may end before all images were used "
                + "(--until, --time): it is no part of a run of all images."),
            .. inputs.Skip(1).Select(input => (Input: input, Differences: DifferencesOf(first, input))).Where(i => i.Differences.Count > 0)
                .Select(i => $"'{i.Input.Name}' and '{first.Name}' are parts of different runs ({string.Join("; ", i.Differences)}; "
                    + $"there: '{first.Name}', here: '{i.Input.Name}'): only "
                    + "parts of one run can be put together. Several runs in one report: viseval report RUN RUN --out DIR"),
        ];
    }

    /// <summary>What people must know of the inputs; sentences.</summary>
    public static IReadOnlyList<string> Warnings(IReadOnlyList<MergeInput> inputs) =>
        inputs.Select(i => i.Info.Machine.GetValueOrDefault("program")).Distinct().Count() > 1
            ? ["The parts were computed by different builds of VisEval; where these compute other numbers, only overlapping parts show it."]
            : [];

    /// <summary>Puts inputs together, also with what the directory holds already of the same run.</summary>
    /// <param name="inputs">The inputs, without mistakes.</param>
    /// <param name="directory">Full path of the run directory.</param>
    /// <param name="name">Its path as given.</param>
    /// <param name="kinds">What run.json does not say of its units.</param>
    /// <param name="stop">Ends it between two inputs; what is copied is kept.</param>
    /// <exception cref="InputException">The directory cannot be written to or holds another run; nothing was changed.</exception>
    public static MergeOutcome Into(
        IReadOnlyList<MergeInput> inputs, string directory, string name, UnitKinds kinds, CancellationToken stop = default)
    {
        var path = Path.Combine(directory, RunFiles.Info);
        var info = MergedRunInfo.Of([.. inputs.Select(i => i.Info)]);
        if (File.Exists(path) && RunIdentity.Differences(RunInfoJson.Read(path), info) is { Count: > 0 } differences)
            throw new InputException($"--out '{name}' holds another run ({string.Join("; ", differences)}; there: '{name}', here: the "
                + "parts). Name another folder with --out.");
        if (RunDirectory.Check(directory, ExistingRun.Resume, info, canRedo: false) is { Count: > 0 } mistakes)
            throw new InputException(mistakes);
        if (File.Exists(path))
            info = MergedRunInfo.Of([RunInfoJson.Read(path), info]);
        using var store = ResultStore.Begin(directory, ExistingRun.Resume, info, keepsFailures: true);
        var copy = new StoreCopy(store, name);
        foreach (var input in inputs)
        {
            stop.ThrowIfCancellationRequested();
            copy.From(input);
        }
        var failures = copy.Finish();
        var missing = MissingWork.Of(info, store, kinds);
        var known = ConflictFile.Write(directory, [.. inputs.Select(i => i.Directory).OfType<string>()], copy.Conflicts);
        info = info with { Conflicts = Math.Max(known, info.Conflicts ?? 0) is var count and > 0 ? count : null };
        store.Save(write => write.Run(info));
        if (missing.IsNone)
            store.Conclude();
        else
        {
            RunInfoJson.Write(info, path);
            WriteMissing(directory, missing);
        }
        return new MergeOutcome(copy.Cells, copy.Conflicts, failures, missing, MergedRunInfo.Absent(info))
        {
            Contradictions = info.Conflicts ?? 0,
        };
    }

    private static List<string> DifferencesOf(MergeInput first, MergeInput other)
    {
        List<string> differences = [.. RunIdentity.Differences(first.Info, other.Info)];
        if ((first.Info.Seeds, other.Info.Seeds) is var (there, here) && there != here)
            differences.Add($"seeds {there ?? SeedKey.First} there, {here ?? SeedKey.First} here");
        // These may be added to a run that has none; parts of one run have the same.
        if (first.Info.Visualizations is null != other.Info.Visualizations is null)
            differences.Add("other visualizations");
        if (first.Info.Representation is null != other.Info.Representation is null)
            differences.Add("other representation");
        var images = new RowReader(first.Rows).Images().ToLookup(i => i.Dataset, i => i.Image);
        if (differences.Count == 0 && new RowReader(other.Rows).Images().GroupBy(i => i.Dataset, i => i.Image)
                .Any(g => images.Contains(g.Key) && !images[g.Key].SequenceEqual(g)))
            differences.Add("other images");
        return differences;
    }

    private static void WriteMissing(string directory, MissingWork missing) =>
        AtomicFile.Write(Path.Combine(directory, RunFiles.Missing), stream => CsvText.Write(
            stream, ["what", "dataset", "model", "method", "metric", "image", "target"],
            missing.Cells.Select(c => (string[])["cell", c.Dataset, c.Model, c.Method, c.Metric, c.Image, ConflictFile.Text(c.Target)])
                .Concat(missing.Pieces.Select(p => (string[])[p.What, p.Dataset, p.Model, p.Unit, p.Metric, "", ""]))));
}
