using VisEval.Core;
using VisEval.Distributed.Database;
using VisEval.Distributed.Queue;
using VisEval.Distributed.Runs;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Results.Storage;

namespace VisEval.Distributed.Submitting;

/// <summary>What became of a submitted run.</summary>
/// <param name="Run">What it is called.</param>
/// <param name="IsNew">Whether it was not there before.</param>
/// <param name="Units">Its units of work.</param>
/// <param name="Enqueued">Those that wait for a worker since now.</param>
internal sealed record Submission(string Run, bool IsNew, int Units, int Enqueued)
{
    /// <summary>Puts a run into a pool. Of a run that is there only what is missing is added; what failed is tried again.</summary>
    /// <param name="address">The database.</param>
    /// <param name="plan">The run.</param>
    /// <param name="units">Its units of work; asked only for a new run, as they depend on the speed of this machine.</param>
    /// <param name="upload">Whether datasets and models are put into the database.</param>
    /// <param name="progress">Told what is going on, sentences.</param>
    /// <exception cref="InputException">The database cannot be used, or not by this user; or what the run reads cannot be
    /// uploaded.</exception>
    public static Submission Of(
        PoolAddress address, Plan plan, Func<IReadOnlyList<EstimatedUnit>> units, bool upload, Action<string> progress)
    {
        if (upload && InputFiles.Mistakes(plan.Info) is { Count: > 0 } mistakes)
            throw new InputException(mistakes);
        using var run = PoolRun.Create(address, plan.Info);
        // Hangfire's tables, too, before minutes are spent.
        PoolStorage.Open(address);
        var inputs = InputFiles.Of(plan);
        var table = new InputTable(run.Store);
        table.Note(inputs);
        if (upload)
            table.Upload(inputs, file => progress($"Uploading {file}"));
        // In their order reports list the numbers.
        foreach (var images in plan.Jobs.Select(j => j.Images).DistinctBy(i => i.Name))
            run.Store.SaveImages(images.Name, images.Images.Select(i => i.Id));
        // Another submit of the same run would cut and queue the same units.
        using var turn = QueueLock.Take(run);
        var isNew = run.Units.Counts() is { Units: 0, Costs: 0 };
        if (isNew)
            run.Units.Add(units());
        run.Units.Forgive();
        var enqueued = Enqueuer.Enqueue(run, (done, all) => progress(FormattableString.Invariant($"{done} of {all} units enqueued.")));
        var counts = run.Units.Counts();
        return new Submission(run.Id, isNew, counts.Units + counts.Costs, enqueued);
    }
}
