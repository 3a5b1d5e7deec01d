using System.CommandLine;
using VisEval.Cli.Distribution;
using VisEval.Cli.Hosting;
using VisEval.Cli.Options;
using VisEval.Cli.Output;
using VisEval.Harness.Plugins;
using VisEval.Harness.Results.Merging;

namespace VisEval.Cli.Commands;

/// <summary><c>viseval merge</c>: parts of one run, done on several machines, put together in one run directory.</summary>
internal static class MergeCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliHost host, SharedOptions shared)
    {
        var runs = new Argument<string[]>("RUN")
        {
            Description = "Run directories of one run: shards (run --shard i/n), finished or not, or the whole run.",
            Arity = ArgumentArity.OneOrMore,
        };
        var to = CommonOptions.One("--out", "RUN", "The run directory that they are put together in, new or of the same run.");
        var plugins = new PluginOption();
        var command = new Command("merge", "Puts parts of one run together, done by 'run --shard i/n' on several machines.")
        {
            runs, to, plugins.Option,
        };
        command.SetAction(parse => Execute(
            host, new ArgumentReader(parse), parse.GetValue(runs)!, parse.GetValue(to), plugins,
            new Notes(host, parse.GetValue(shared.Quiet))));
        return command;
    }

    private static int Execute(
        CliHost host, ArgumentReader read, IReadOnlyList<string> runs, string? to, PluginOption option, Notes notes)
    {
        string Full(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, host.CurrentDirectory));
        if (to is null)
            read.Mistake("--out is needed: the run directory that the parts are put together in.");
        var directory = Full(to ?? ".");
        var plugins = option.Plugins(read, host.CurrentDirectory);
        List<MergeInput> inputs = [];
        try
        {
            // What is put together already needs not be copied onto itself.
            foreach (var run in runs.Where(run => to is null || Full(run) != directory).DistinctBy(Full))
                if (read.Try(() => MergeInput.Open(Full(run), run)) is { } input)
                    inputs.Add(input);
            read.ThrowIfAny();
            if (inputs.Count == 0)
                read.Mistake($"'{runs[0]}' is --out itself; name the parts that are put together in it.");
            else
                foreach (var mistake in inputs.SelectMany(i => plugins.Differences($"'{i.Name}'", i.Info.Plugins))
                             .Concat(RunMerge.Mistakes(inputs)))
                    read.Mistake(mistake);
            read.ThrowIfAny();
            foreach (var warning in RunMerge.Warnings(inputs))
                host.Error.WriteLine($"WARNING: {warning}");
            var outcome = Interruptible.Run(() => RunMerge.Into(inputs, directory, to!, UnitKinds.Of(plugins.Sources), host.Stop), host);
            notes.Say($"{outcome.Cells:N0} cells of {inputs.Count} part{(inputs.Count == 1 ? "" : "s")} written to {directory}.");
            return End(outcome, directory, plugins, host);
        }
        finally
        {
            foreach (var input in inputs)
                input.Dispose();
        }
    }

    private static int End(MergeOutcome outcome, string directory, LoadedPlugins plugins, CliHost host)
    {
        if (RunReports.Write(directory, host, plugins) is not { } results)
            return ExitStatus.Failed;
        MergeView.Write(outcome, directory, host);
        var failures = RunReports.Failures(results.Failures, directory, host);
        return outcome.Missing.IsNone && outcome.Contradictions == 0 ? failures : ExitStatus.Failed;
    }
}
