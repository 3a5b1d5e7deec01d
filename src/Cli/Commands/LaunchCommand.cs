using System.CommandLine;
using VisEval.Cli.Distribution;
using VisEval.Cli.Hosting;
using VisEval.Cli.Options;
using VisEval.Cli.Output;
using VisEval.Cli.Planning;
using VisEval.Core;
using VisEval.Harness.Configuration;
using VisEval.Harness.Configuration.Running;
using VisEval.Harness.Results;
using VisEval.Onnx.Engine;

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
                var place = new PodPlace(
                    parse.GetValue(image) ?? "", parse.GetValue(claim) ?? "", parse.GetValue(mount) ?? "/work",
                    parse.GetValue(name) ?? "viseval");
                return Execute(host, read, options, place.Mount, shared, run => KubernetesJob.Of(run, place), place);
            },
            host));
        return command;
    }

    private static int Execute(
        CliHost host, ArgumentReader read, LaunchOptions options, string workingDirectory, SharedOptions shared,
        Func<LaunchedRun, string> textOf, PodPlace? place = null)
    {
        var (config, count, file) = Read(host, read, options, place);
        var missing = MissingDevice(config.Device);
        var catalogues = PluginOption.Load(read, config.Plugins, host.CurrentDirectory);
        var plan = read.Try(() => RunPlanner.Plan(
            missing is null ? config : config with { Device = Device.Cpu }, catalogues, host.CurrentDirectory));
        var output = plan is null ? "" : LaunchedRun.FolderIn(workingDirectory, host.CurrentDirectory, plan.OutputDirectory);
        if (plan is not null && (ScriptText.MistakeOf("The run directory", output) ?? place?.MistakeOf(output)) is { } lost)
            read.Mistake(lost);
        read.ThrowIfAny();
        var costs = PlanCosts.Of(plan!, Measuring, host.Stop);
        var longest = costs.Shards(plan!, count!.Value).Max(s => s.Seconds);
        var text = textOf(new LaunchedRun(
            read.Parse.GetValue(options.Program) ?? options.DefaultProgram,
            LaunchedRun.ArgumentsOf(read.Parse, options.LeftOut), workingDirectory, output, count.Value,
            plan!.Settings.Threads, LaunchedRun.MemoryFor(costs.Estimate.MemoryMegabytes), LaunchedRun.TimeFor(longest))
        {
            Missing = missing is null ? null : config.Device,
        });
        var notes = new Notes(host, read.Parse.GetValue(shared.Quiet));
        if (missing is not null)
            notes.Say($"This machine cannot use {config.Device}, so time and memory are those of its CPU. {missing}");
        notes.Say($"{PlanText.Count(count.Value, "shard")}; the longest about "
            + $"{PlanText.Rounded(TimeSpan.FromSeconds(longest))} on this machine.{PlanText.Basis(costs.Estimate)}"
            + $"{PlanText.Unknown(costs.Estimate)}");
        if (file is null)
        {
            host.Out.Write(text);
            return ExitStatus.Done;
        }
        AtomicFile.Write(file, text);
        host.Out.WriteLine(file);
        return ExitStatus.Done;
    }

    private static (RunConfig Config, int? Shards, string? File) Read(
        CliHost host, ArgumentReader read, LaunchOptions options, PodPlace? place)
    {
        // First, since such a text breaks the sentences about it as well.
        foreach (var breaking in ScriptText.MistakesOf(read.Parse.CommandResult))
            read.Mistake(breaking);
        if (ScriptText.MistakeOf("The current folder", host.CurrentDirectory) is { } here)
            read.Mistake(here);
        if (ScriptText.MistakeOf("The program", options.DefaultProgram) is { } program)
            read.Mistake(program);
        read.ThrowIfAny();
        var config = options.Run.Read(read, host.CurrentDirectory);
        var count = read.Value(options.Shards);
        if (read.Parse.GetResult(options.Shards) is not { Implicit: false })
            read.Mistake($"--shards is needed: how many parts the run is divided in, from 1 to {Shard.Most}.");
        if (config.Shard is not null)
            read.Mistake("--shard is given by the scheduler to each task; say with --shards how many there are.");
        if (config.Existing != ExistingRun.Resume)
            read.Mistake("--existing is not for launch: a task that is interrupted goes on with its shard.");
        foreach (var refused in place?.Mistakes(count ?? 1) ?? [])
            read.Mistake(refused);
        var file = read.Parse.GetValue(options.File) is { } to ? Path.GetFullPath(to, host.CurrentDirectory) : null;
        if (file is not null && MistakeOf(file, read.Parse.GetValue(options.Overwrite)) is { } wrong)
            read.Mistake($"--file {wrong}");
        return (config with { IsDivided = true }, count, file);
    }

    private static string? MissingDevice(Device device)
    {
        try
        {
            DeviceSupport.Require(device);
            return null;
        }
        catch (InputException missing)
        {
            return missing.Message;
        }
    }

    private static string? MistakeOf(string file, bool overwrite) => OutputPlace.MistakeOfFile(file)
        ?? (File.Exists(file) && !overwrite
            ? $"'{file}' is there already; name another file, or replace it with --overwrite."
            : null);

    // What starts this program: itself, or the runtime with the program's file.
    private static string ProgramOf(CliHost host) => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "viseval"
        ? ShellText.Quoted(Environment.ProcessPath!)
        : $"dotnet {ShellText.Quoted(Path.Combine(host.ProgramDirectory, "viseval.dll"))}";
}
