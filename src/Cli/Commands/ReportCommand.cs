using System.CommandLine;
using VisEval.Cli.Hosting;
using VisEval.Cli.Options;
using VisEval.Cli.Output;
using VisEval.Core;
using VisEval.Harness.Analysis;
using VisEval.Harness.Analysis.Ranking;
using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Plugins;
using VisEval.Harness.Reports;
using VisEval.Harness.Reports.Files;
using VisEval.Harness.Reports.Site;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Bundles;
using VisEval.Harness.Results.Storage;

namespace VisEval.Cli.Commands;

/// <summary><c>viseval report</c>: the reports again, from one finished run or merged from several.</summary>
internal static class ReportCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliHost host, SharedOptions shared)
    {
        var runs = new Argument<string[]>("RUN")
        {
            Description = "Run directories; with --site, bundles.",
            Arity = ArgumentArity.OneOrMore,
        };
        var to = CommonOptions.One(
            "--out", "DIR", "Where the reports go. Default: the run directory itself; for several runs results/<run>+<run>");
        var site = CommonOptions.One(
            "--site", "DIR", "Writes a static leaderboard of bundles (files made by 'pack', in the place of RUN) into this folder.");
        var ranking = RankingOption.Option();
        var only = CommonOptions.Names(
            "--only", "FILE[,FILE…]",
            $"Writes tables of all numbers and nothing else, without having them all in memory: {string.Join(", ", TableExport.Names)}.",
            TableExport.Names);
        var plugins = new PluginOption();
        var command = new OfflineCommand("report", "Writes the reports of finished runs again, or those of several runs together.")
        {
            runs, to, site, ranking, only, plugins.Option,
        };
        command.SetAction(parse => Interruptible.Run(
            () =>
            {
                var read = new ArgumentReader(parse);
                var rule = RankingOption.Read(read, ranking, host.CurrentDirectory);
                var loaded = plugins.Plugins(read, host.CurrentDirectory);
                if (parse.GetResult(only) is { Implicit: false })
                    return Tables(
                        host, read, parse.GetValue(runs)!, parse.GetValue(to), read.Value(only)!,
                        parse.GetValue(site) ?? parse.GetValue(ranking), loaded);
                return parse.GetValue(site) is { } folder
                    ? Site(host, read, parse.GetValue(runs)!, folder, parse.GetValue(to), parse.GetValue(ranking), loaded)
                    : Execute(host, read, parse.GetValue(runs)!, parse.GetValue(to), rule, loaded, parse.GetValue(shared.Quiet));
            },
            host));
        return command;
    }

    private static int Site(
        CliHost host, ArgumentReader read, IReadOnlyList<string> files, string site, string? to, string? ranking,
        LoadedPlugins plugins)
    {
        if (ranking is not null)
            read.Mistake("--ranking and --site exclude each other: every bundle of a site is ranked by the rule of its run.");
        var directory = Path.GetFullPath(site, host.CurrentDirectory);
        if (to is not null)
            read.Mistake("--out and --site exclude each other: a site goes where --site says.");
        if (File.Exists(directory) || File.Exists(Path.Combine(directory, RunFiles.Info)))
            read.Mistake($"--site {directory} is a file or holds a run; name another folder.");
        else if (OutputPlace.MistakeOfFolder(directory) is { } mistake)
            read.Mistake($"--site {mistake}");
        var bundles = new List<Bundle>();
        foreach (var path in files.Select(file => Path.GetFullPath(file, host.CurrentDirectory)))
            if (System.IO.Directory.Exists(path))
                read.Mistake($"'{path}' is a folder; a site is made of bundles: viseval pack \"{path}\"");
            else if (read.Try(() => BundleReader.Read(path)) is { } bundle && read.Try(() => Required(bundle, path, plugins)) is not null)
                bundles.Add(bundle);
        read.ThrowIfAny();
        host.Out.WriteLine(SiteWriter.Write(bundles, directory, KnownMetrics.Of(plugins.Sources)));
        return ExitStatus.Done;
    }

    private static int Tables(
        CliHost host, ArgumentReader read, IReadOnlyList<string> runs, string? to, IReadOnlyList<string> names, string? other,
        LoadedPlugins plugins)
    {
        if (other is not null)
            read.Mistake("--only excludes --site and --ranking: the tables are of the numbers as they are stored.");
        if (runs.Count > 1)
            read.Mistake("--only takes one run: the tables of several are those of each, one after the other.");
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(runs[0], host.CurrentDirectory));
        var directory = Directory(host, read, [folder], to);
        read.ThrowIfAny();
        var (others, files) = TableExport.Write(folder, directory, names, plugins: plugins);
        Warnings.Write(others, host);
        foreach (var file in files)
            host.Out.WriteLine(Path.Combine(directory, file));
        foreach (var missing in names.Except(files))
            host.Error.WriteLine($"{missing} is not written: the run has no such numbers.");
        return ExitStatus.Done;
    }

    // Where reports go.
    private static string Directory(CliHost host, ArgumentReader read, List<string> folders, string? to)
    {
        var directory = Path.TrimEndingDirectorySeparator(Path.GetFullPath(to ?? Default(folders), host.CurrentDirectory));
        foreach (var mistake in RunPlace.Mistakes(directory))
            read.Mistake($"--out {mistake}");
        if (File.Exists(Path.Combine(directory, RunFiles.Info)) && folders.Any(f => f != directory))
            read.Mistake($"--out {directory} holds a run of its own, whose reports would be lost; name another folder.");
        return directory;
    }

    private static Bundle Required(Bundle bundle, string path, LoadedPlugins plugins)
    {
        plugins.RequireFor(path, bundle.Results.Info.Plugins);
        return bundle;
    }

    private static string Default(List<string> folders) =>
        folders.Count == 1 ? folders[0] : Path.Combine("results", string.Join('+', folders.Select(f => Path.GetFileName(f))));

    private static int Execute(
        CliHost host, ArgumentReader read, IReadOnlyList<string> runs, string? to, RankingRule? rule, LoadedPlugins plugins, bool quiet)
    {
        var known = KnownMetrics.Of(plugins.Sources);
        List<string> folders = [.. runs.Select(run => Path.TrimEndingDirectorySeparator(Path.GetFullPath(run, host.CurrentDirectory)))];
        var directory = Directory(host, read, folders, to);
        if (read.Try(() => ReportMemory.Of(folders)) is { Suffices: false } memory)
        {
            read.Mistake(memory.Refusal(folders[0]));
            read.ThrowIfAny();
        }
        var loaded = folders.Select(folder => read.Try(() => ResultStore.Load(folder, plugins, host.Stop))).OfType<RunResults>()
            .Select(run => rule is null ? run : run with { Info = run.Info with { Ranking = rule } }).ToList();
        var results = loaded.Count != folders.Count ? null : loaded.Count == 1 ? loaded[0] : read.Try(() => MergedResults.Merge(loaded));
        foreach (var mistake in results is null ? [] : RankingRules.Mistakes(results.Info, known))
            read.Mistake(mistake);
        read.ThrowIfAny();

        // The number over images is what the plug-in at hand makes of those of the images.
        foreach (var other in plugins.Differences("The run", results!.Info.Plugins?.Where(p => p.HasMetrics).ToList()))
            host.Error.WriteLine($"WARNING: {other}");
        System.IO.Directory.CreateDirectory(directory);
        var report = ReportWriter.WriteAll(results!, directory, known);
        Warnings.Write(results!, host);
        LeaderboardView.Write(report.Leaderboard, results!.Predictions, host);
        host.Out.WriteLine(report.Path);
        if (results!.Failures.Count > 0)
            new Notes(host, quiet).Say(
                $"{Counted.Of(results.Failures.Count, "cell")} failed in the run; the report and failures.csv name each.");
        return ExitStatus.Done;
    }
}
