using System.CommandLine;
using VisEval.Cli.Hosting;
using VisEval.Cli.Options;
using VisEval.Cli.Output;
using VisEval.Harness.Input;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Bundles;
using VisEval.Harness.Results.Storage;

namespace VisEval.Cli.Commands;

/// <summary><c>viseval pack</c>: a finished run as one file with hashes, to be published and verified.</summary>
internal static class PackCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliHost host, SharedOptions shared)
    {
        var run = new Argument<string>("RUN") { Description = "The directory of a finished run." };
        var to = CommonOptions.One("--out", "FILE", "Where the bundle goes. Default: RUN.zip, beside the run");
        var plugins = new PluginOption();
        var command = new OfflineCommand("pack", "A finished run as one file with hashes: to be published, and recomputed by 'verify'.")
        {
            run, to, plugins.Option,
        };
        command.SetAction(parse => Interruptible.Run(
            () => Execute(
                host, new ArgumentReader(parse), parse.GetValue(run)!, parse.GetValue(to), plugins, parse.GetValue(shared.Quiet)),
            host));
        return command;
    }

    private static int Execute(CliHost host, ArgumentReader read, string run, string? to, PluginOption option, bool quiet)
    {
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(run, host.CurrentDirectory));
        var file = Path.GetFullPath(to ?? folder + ".zip", host.CurrentDirectory);
        if (OutputPlace.MistakeOfFile(file) is { } mistake)
            read.Mistake($"--out {mistake}");
        var plugins = option.Plugins(read, host.CurrentDirectory);
        var results = read.Try(() => ResultStore.Load(folder, plugins, host.Stop));
        foreach (var warning in results?.Warnings ?? [])
            read.Mistake($"'{folder}' is not packed. {warning} "
                + RunStanding.Advice(results!.Info, folder));
        read.ThrowIfAny();

        var content = Bundle.Pack(results!);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        AtomicFile.Write(file, stream => stream.Write(content));
        // The form of sha256sum, which checks it.
        host.Out.WriteLine($"{Sha256.Of(content)}  {file}");
        var counts = CellCounts.Of(results!);
        new Notes(host, quiet).Say(
            $"{counts.Numbers} numbers of {counts.Done} cells, {counts.Failed} of them failed; {content.Length / 1e6:0.00} MB. "
            + "No pictures are in it, and of maps a few of methods, too small to show one: nobody's images are published. "
            + (results!.Visualizations.Count + results.Findings.Count == 0
                ? ""
                : "For the same reason what was shown of units and found in layers is not in it. ")
            + (results.Info.Methods.Select(m => m.Key).Where(ForeignKey.Is).ToList() is { Count: > 0 } foreign
                ? $"The numbers of {string.Join(", ", foreign)} cannot be recomputed elsewhere: the files and commands that their maps "
                    + "come from are not in it. "
                : "")
            + $"To check it: viseval verify \"{file}\"");
        return ExitStatus.Done;
    }
}
