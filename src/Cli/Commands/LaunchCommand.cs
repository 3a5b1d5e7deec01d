using System.CommandLine;
using VisEval.Cli.Distribution;
using VisEval.Cli.Hosting;
using VisEval.Cli.Options;
using VisEval.Cli.Output;
using VisEval.Cli.Planning;
using VisEval.Harness.Configuration;
using VisEval.Harness.Configuration.Running;
using VisEval.Harness.Results;

namespace VisEval.Cli.Commands;

/// <summary><c>viseval launch</c>: writes what a scheduler needs to do a run in shards: a script for Slurm, a manifest for
/// Kubernetes.</summary>
internal static class LaunchCommand
{
    private static readonly TimeSpan Measuring = TimeSpan.FromSeconds(1);

    /// <summary>The command.</summary>
    public static Command Create(CliHost host, SharedOptions shared) => new(
        "launch", "Writes an array job of Slurm or an Indexed Job of Kubernetes that does a run in shards.")
    {
        Slurm(host, shared), Kubernetes(host, shared),
    };

    private static Command Slurm(CliHost host, SharedOptions shared)
    {
        var options = new LaunchOptions(ProgramOf(host));
        var command = new Command("slurm", "A script for sbatch: every task of the array does a shard and may be interrupted.");
        options.AddTo(command);
        command.SetAction(parse => Interruptible.Run(
            () => Execute(host, new ArgumentReader(parse), options, host.CurrentDirectory, shared, SlurmScript.Of), host));
        return command;
    }

    private static Command Kubernetes(CliHost host, SharedOptions shared)
    {
        var options = new LaunchOptions("viseval");
        var image = CommonOptions.One("--image", "IMAGE", "The container image that holds the program.");
        var claim = CommonOptions.One("--claim", "NAME", "The persistent volume claim with datasets, models and results.");
        var mount = CommonOptions.One("--mount", "PATH", "Where it is mounted; relative paths of the run start there. Default: /work");
        var name = CommonOptions.One("--name", "NAME", "The name of the job. Default: viseval");
        var command = new Command("kubernetes", "A manifest for kubectl apply: every index of the job does a shard.");
        options.AddTo(command);
        foreach (var option in (Option[])[image, claim, mount, name])
            command.Add(options.Own(option));
        command.SetAction(parse => Interruptible.Run(
            () =>
            {
                var read = new ArgumentReader(parse);
                if (parse.GetValue(image) is null)
                    read.Mistake("--image is needed: the container image that holds the program.");
                if (parse.GetValue(claim) is null)
                    read.Mistake("--claim is needed: the persistent volume claim with datasets, models and results.");
                var folder = parse.GetValue(mount) ?? "/work";
                return Execute(host, read, options, folder, shared, run => KubernetesJob.Of(
                    run, new PodPlace(parse.GetValue(image)!, parse.GetValue(claim)!, folder, parse.GetValue(name) ?? "viseval")));
            },
            host));
        return command;
    }

    private static int Execute(
        CliHost host, ArgumentReader read, LaunchOptions options, string workingDirectory, SharedOptions shared,
        Func<LaunchedRun, string> textOf)
    {
        var config = options.Run.Read(read, host.CurrentDirectory);
        var count = read.Value(options.Shards);
        if (count is null)
            read.Mistake($"--shards is needed: how many parts the run is divided in, from 1 to {Shard.Most}.");
        if (config.Shard is not null)
            read.Mistake("--shard is given by the scheduler to each task; say with --shards how many there are.");
        if (config.Existing != ExistingRun.Resume)
            read.Mistake("--existing is not for launch: a task that is interrupted goes on with its shard.");
        var file = read.Parse.GetValue(options.File) is { } to ? Path.GetFullPath(to, host.CurrentDirectory) : null;
        if (file is not null && OutputPlace.MistakeOfFile(file) is { } wrong)
            read.Mistake($"--file {wrong}");
        var plan = read.Try(() => RunPlanner.Plan(config, Catalogues.BuiltIn(), host.CurrentDirectory));
        read.ThrowIfAny();
        var costs = PlanCosts.Of(plan!, Measuring, host.Stop);
        var longest = costs.Shards(plan!, count!.Value).Max(s => s.Seconds);
        // In a container another folder stands for the current one.
        var output = Path.Combine(workingDirectory, Path.GetRelativePath(host.CurrentDirectory, plan!.OutputDirectory));
        var text = textOf(new LaunchedRun(
            read.Parse.GetValue(options.Program) ?? options.DefaultProgram,
            LaunchedRun.ArgumentsOf(read.Parse, options.LeftOut), workingDirectory, Path.GetFullPath(output), count.Value,
            plan.Settings.Threads, LaunchedRun.MemoryFor(costs.Estimate.MemoryMegabytes), LaunchedRun.TimeFor(longest)));
        var notes = new Notes(host, read.Parse.GetValue(shared.Quiet));
        notes.Say($"{count} shards; the longest {PlanText.About(costs.Estimate)} {PlanText.Rounded(TimeSpan.FromSeconds(longest))} on this "
            + $"machine.{PlanText.Unknown(costs.Estimate)}");
        if (file is null)
        {
            host.Out.Write(text);
            return ExitStatus.Done;
        }
        AtomicFile.Write(file, text);
        host.Out.WriteLine(file);
        return ExitStatus.Done;
    }

    // What starts this program: itself, or the runtime with the program's file.
    private static string ProgramOf(CliHost host) => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "viseval"
        ? ShellText.Quoted(Environment.ProcessPath!)
        : $"dotnet {ShellText.Quoted(Path.Combine(host.ProgramDirectory, "viseval.dll"))}";
}
