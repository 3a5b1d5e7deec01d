using System.CommandLine;
using System.Globalization;
using VisEval.Cli.Hosting;
using VisEval.Cli.Options;
using VisEval.Cli.Output;
using VisEval.Cli.Planning;
using VisEval.Distributed.Database;
using VisEval.Distributed.Runs;
using VisEval.Distributed.Submitting;
using VisEval.Harness;
using VisEval.Harness.Configuration;
using VisEval.Harness.Configuration.Running;
using VisEval.Harness.Results;

namespace VisEval.Cli.Commands;

/// <summary><c>viseval submit</c>: puts a run into a pool of machines.</summary>
internal static class SubmitCommand
{
    private const double UsualSeconds = 60;
    private const double LeastSeconds = 0.1;
    private const double MostSeconds = 3600;

    private static readonly TimeSpan Measuring = TimeSpan.FromSeconds(1);

    /// <summary>The command.</summary>
    public static Command Create(CliHost host, SharedOptions shared)
    {
        var (options, store) = (new RunOptions(), new StoreOption());
        var upload = new Option<bool>("--upload")
        {
            Description = "Put the datasets and models into the database, for machines that do not see the same folders.",
        };
        var unit = new ReadOption<double?>("--unit-seconds", Seconds)
        {
            HelpName = "S",
            Description = "About how long a unit of work takes one thread: short ones cost more overhead, long ones are repeated whole "
                + "when a machine is lost. From 0.1 to 3600, 30 to 300 are sensible; default: 60. A run that is there keeps its units",
        };
        var command = new Command(
            "submit",
            "Puts a run with the same arguments as 'run' into a PostgreSQL database, from which any number of machines take work "
            + "('work'). Submitted again, only what is missing is added.");
        options.AddTo(command);
        command.Add(store.Option);
        command.Add(upload);
        command.Add(unit);
        command.SetAction(parse => Interruptible.Run(
            () => Execute(
                host, new ArgumentReader(parse), options, store, unit, parse.GetValue(upload), parse.GetValue(shared.Quiet)),
            host));
        return command;
    }

    private static double? Seconds(IReadOnlyList<string> words, Action<string> mistake)
    {
        if (double.TryParse(words[0], CultureInfo.InvariantCulture, out var seconds) && seconds is >= LeastSeconds and <= MostSeconds)
            return seconds;
        mistake(string.Create(
            CultureInfo.InvariantCulture,
            $"--unit-seconds {words[0]} is not allowed; --unit-seconds is a number from {LeastSeconds} to {MostSeconds}."));
        return null;
    }

    private static int Execute(
        CliHost host, ArgumentReader read, RunOptions options, StoreOption store, ReadOption<double?> unit, bool upload, bool quiet)
    {
        var notes = new Notes(host, quiet);
        var address = store.Read(read);
        var length = (read.Value(unit) ?? UsualSeconds) / UsualSeconds;
        // Nothing is written here: whatever lies in the run directory is in nobody's way.
        var config = options.Read(read, host.CurrentDirectory) with
        {
            Out = Path.Combine(Path.GetTempPath(), $"viseval-pool-{Environment.ProcessId}"),
            Existing = ExistingRun.Fail,
        };
        options.RefusePlace(
            read, "the results of a run that is submitted stay in the database, and what is there is kept, until viseval watch RUN --out "
            + "DIR brings them home.");
        if (config.Shard is not null || (config.Until ?? config.Time) is not null)
            read.Mistake("A run that is submitted is done whole, by whoever works on it: leave out --shard, --until and --time.");
        if (config.Foreign.Externals.Count > 0)
            read.Mistake("--external starts a command, which machines of a pool do not do for anybody: leave it out, and run it with "
                + "'run', with --shard i/n on several machines.");
        if (config.Plugins.Count > 0)
            read.Mistake("A run that is submitted has no plug-ins, since the machines of a pool run no code that is not theirs: leave out "
                + "--plugin, or divide the run with --shard i/n.");
        var plan = config.Plugins.Count > 0 ? null : read.Try(() => RunPlanner.Plan(config, Catalogues.BuiltIn(), host.CurrentDirectory));
        read.ThrowIfAny();
        notes.Say($"{PlanText.Size(plan!)}.");
        foreach (var note in plan!.Notes)
            notes.Say(note);
        foreach (var warning in PlanDoubts.OfNetworks(plan))
            host.Error.WriteLine(warning);
        var submission = Submission.Of(
            address!, plan, () => EstimatedUnit.Of(plan, PlanCosts.Of(plan, Measuring, host.Stop).Packages(plan, length)), upload,
            notes.Say);
        notes.Say(Next(submission, address!));
        host.Out.WriteLine(submission.Run);
        return ExitStatus.Done;
    }

    private static string Next(Submission done, PoolAddress address)
    {
        var what = done.IsNew
            ? $"Run {done.Run} in {address.Name}: {done.Units} units of work"
            : $"Run {done.Run} was there already in {address.Name}: {done.Units} units of work, {done.Enqueued} put back into the "
                + "queue";
        return $"{what}. On every machine: viseval work --store …; on one machine that does nothing else, for the costs: viseval work "
            + $"--timings --store …; to look on and to get the results: viseval watch {done.Run} --store …";
    }
}
