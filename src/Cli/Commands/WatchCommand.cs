using System.CommandLine;
using System.Globalization;
using VisEval.Cli.Hosting;
using VisEval.Cli.Options;
using VisEval.Cli.Output;
using VisEval.Core;
using VisEval.Distributed.Database;
using VisEval.Distributed.Runs;
using VisEval.Distributed.Watching;

namespace VisEval.Cli.Commands;

/// <summary><c>viseval watch</c>: how far a run in a pool is; at the end its results and reports.</summary>
internal static class WatchCommand
{
    private const int UsualPort = 5080;

    /// <summary>The command.</summary>
    public static Command Create(CliHost host, SharedOptions shared)
    {
        var store = new StoreOption();
        var run = new Argument<string?>("RUN")
        {
            Description = "What 'submit' printed, or its beginning. Default: the run that was submitted last",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var folder = CommonOptions.One("--out", "DIR", "The run directory. Default: results/<dataset>-<preset>");
        var dashboard = Port();
        var command = new OfflineCommand(
            "watch", "Shows how far a run is that was submitted, waits for its end, then brings the results here and writes the reports.")
        {
            run, store.Option, folder, dashboard,
        };
        command.SetAction(parse =>
        {
            var read = new ArgumentReader(parse);
            var address = store.Read(read);
            int? port = parse.GetResult(dashboard) is null ? null : read.Value(dashboard) ?? UsualPort;
            read.ThrowIfAny();
            using var page = port is { } number ? Dashboard(store.Text(parse)!, number, host) : null;
            if (port is not null)
                host.Error.WriteLine($"Dashboard: http://localhost:{port}/");
            return Execute(host, address!, parse.GetValue(run), parse.GetValue(folder), parse.GetValue(shared.Quiet), port is not null);
        });
        return command;
    }

    // The store may hold a password.
    private static ProgramBeside Dashboard(string store, int port, CliHost host) => ProgramBeside.Start(
        "VisEval.Dashboard", "--dashboard", [port.ToString(CultureInfo.InvariantCulture)],
        new Dictionary<string, string> { ["VISEVAL_STORE"] = store }, host);

    private static ReadOption<int?> Port() => new("--dashboard", (words, mistake) =>
    {
        if (words.Count == 0)
            return UsualPort;
        if (int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= ushort.MaxValue)
            return port;
        mistake($"--dashboard {words[0]} is not allowed; --dashboard is a port from 1 to {ushort.MaxValue}.");
        return null;
    })
    {
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "PORT",
        Description = $"Show Hangfire's dashboard on this machine, to look at only. Default port: {UsualPort}",
    };

    private static int Execute(CliHost host, PoolAddress address, string? asked, string? folder, bool quiet, bool hasDashboard)
    {
        using var run = Opened(address, asked);
        var directory = PoolImport.DirectoryOf(run, folder, host.CurrentDirectory);
        // At once, not after the hours that the run may take.
        PoolImport.Check(run, directory);
        bool wasFinished;
        try
        {
            wasFinished = Interruptible.Run(() => Watched(run, host, quiet), host);
        }
        catch (OperationCanceledException) when (host.Stop.IsCancellationRequested)
        {
            host.Error.WriteLine($"Stopped watching; the run goes on. To look again: viseval watch {run.Id} --store …");
            return ExitStatus.Failed;
        }
        PoolImport.Into(run, directory);
        if (RunReports.Write(directory, host) is not { } results)
            return ExitStatus.Failed;
        var status = Math.Max(RunReports.Failures(results.Failures, directory, host), Troubles(run, host.Error));
        if (hasDashboard && wasFinished)
            Linger(host);
        return status;
    }

    // Whoever asks for the pages of a run that is over wants to look at them; a script must come to its end.
    private static void Linger(CliHost host)
    {
        if (!host.ErrorIsTerminal)
        {
            host.Error.WriteLine("The run was finished already: the dashboard ends with this command.");
            return;
        }
        host.Error.WriteLine("The run was finished already; the dashboard stays until Ctrl+C.");
        host.Stop.WaitHandle.WaitOne();
    }

    private static PoolRun Opened(PoolAddress address, string? asked) => PoolRun.Open(
        address, asked ?? (PoolRun.All(address) is [.., var last]
            ? last
            : throw new InputException($"There is no run in {address.Name} yet: submit one with viseval submit … --store ….")));

    private static bool Watched(PoolRun run, CliHost host, bool quiet)
    {
        var (notes, looks) = (new Notes(host, quiet), 0);
        foreach (var now in new PoolWatch(run, host.Clock, notes.Say, host.Stop).Looks())
        {
            looks++;
            notes.Say(Line(now));
        }
        // The first look is the last one of a run that was finished before.
        return looks == 1;
    }

    private static string Line(PoolProgress now)
    {
        var counts = now.Counts;
        var workers = now.Workers == 0 && now.IsFinished ? "finished"
            : now.Workers == 0 ? "no worker: start some with viseval work --store …"
            : $"{now.Workers} worker{(now.Workers == 1 ? "" : "s")}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{counts.Done} of {counts.Units} units done, {counts.Failed} failed, {now.Running} running; {workers}"
            + $"{(now.Left is { } left ? $"; about {Duration.Text(left)} left" : "")}");
    }

    // What a reader of the report must know, and a script must not miss.
    private static int Troubles(PoolRun run, TextWriter error)
    {
        var (counts, conflicts) = (run.Units.Counts(), run.Units.Conflicts());
        if (counts.CostsSettled < counts.Costs)
            error.WriteLine(
                "Costs were not measured: no machine was started with viseval work --timings. The run is finished without them; to add "
                + "them, start one and watch again.");
        foreach (var (unit, why) in run.Units.Failed())
            error.WriteLine($"Given up: {unit.Title}: {why}");
        foreach (var (unit, first, second) in conflicts)
            error.WriteLine(
                $"Conflict: {unit.Title}: {second} got other numbers than {first}, whose numbers stand. Machines of different processors "
                + "or libraries differ in the last digits; run on one kind of machine where that matters.");
        return counts.Failed > 0 || conflicts.Count > 0 ? ExitStatus.Failed : ExitStatus.Done;
    }
}
