using System.CommandLine;
using VisEval.Cli.Hosting;
using VisEval.Cli.Options;
using VisEval.Cli.Output;
using VisEval.Distributed.Work;

namespace VisEval.Cli.Commands;

/// <summary><c>viseval work</c>: makes this machine one of a pool.</summary>
internal static class WorkCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliHost host, SharedOptions shared)
    {
        var store = new StoreOption();
        var timings = new Option<bool>("--timings")
        {
            Description = "Measure the costs of methods and do nothing else: for one machine, which nothing else disturbs.",
        };
        var threads = SettingOptions.Threads("Explanations worked on at once; changes no number.");
        var cache = CommonOptions.One(
            "--cache", "DIR", "Where datasets and models go that are fetched from the database. Default: viseval-cache in the system's "
            + "folder for temporary files");
        var untilDone = new Option<bool>("--until-done")
        {
            Description = "End when nothing is left to do, instead of waiting for the next run.",
        };
        var command = new Command(
            "work",
            "Does units of work of the runs that were submitted to a PostgreSQL database. Start it on any number of machines, stop it at "
            + "will: a unit that was not finished is done by another one.")
        {
            store.Option, timings, threads, cache, untilDone,
        };
        command.SetAction(parse =>
        {
            var read = new ArgumentReader(parse);
            var address = store.Read(read);
            var asked = read.Value(threads);
            read.ThrowIfAny();
            var folder = Path.GetFullPath(
                parse.GetValue(cache) ?? Path.Combine(Path.GetTempPath(), "viseval-cache"), host.CurrentDirectory);
            var request = new WorkRequest(
                address!, parse.GetValue(timings), asked, folder, parse.GetValue(untilDone), host.CurrentDirectory);
            return Execute(host, request, new Notes(host, parse.GetValue(shared.Quiet)));
        });
        return command;
    }

    // To be stopped is how a worker usually ends.
    private static int Execute(CliHost host, WorkRequest request, Notes notes)
    {
        try
        {
            return Interruptible.Run(
                () =>
                {
                    new Worker(request, notes.Say, host.Stop).Run();
                    return ExitStatus.Done;
                },
                host);
        }
        catch (OperationCanceledException) when (host.Stop.IsCancellationRequested)
        {
            return ExitStatus.Done;
        }
    }
}
