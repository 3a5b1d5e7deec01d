using System.CommandLine;
using VisEval.Cli.Hosting;
using VisEval.Cli.Options;
using VisEval.Cli.Output;
using VisEval.Cli.Planning;
using VisEval.Harness;
using VisEval.Harness.Configuration.Running;
using VisEval.Harness.Estimation;

namespace VisEval.Cli.Commands;

/// <summary><c>viseval plan</c>: what <c>run</c> with the same arguments would do and cost. Writes no file.</summary>
internal static class PlanCommand
{
    private static readonly TimeSpan Measuring = TimeSpan.FromSeconds(1);

    /// <summary>The command.</summary>
    public static Command Create(CliHost host)
    {
        var options = new RunOptions();
        var json = new Option<bool>("--json") { Description = "For scripts; lists the units of work that machines would be handed." };
        var shards = SettingOptions.Shards("A table of what each of N shards (run --shard i/N) would cost.");
        var command = new Command(
            "plan", "What 'run' with the same arguments would do and cost: cells, passes, time, memory. Runs nothing of it.");
        options.AddTo(command);
        command.Add(json);
        command.Add(shards);
        command.SetAction(parse => Interruptible.Run(
            () => Execute(host, new ArgumentReader(parse), options, shards, parse.GetValue(json)), host));
        return command;
    }

    private static int Execute(CliHost host, ArgumentReader read, RunOptions options, ReadOption<int?> shards, bool json)
    {
        var config = options.Read(read, host.CurrentDirectory);
        var catalogues = PluginOption.Load(read, config.Plugins, host.CurrentDirectory);
        var count = read.Value(shards);
        if (count is not null && config.Shard is not null)
            read.Mistake("--shard and --shards exclude each other: one says what one shard costs, the other what each does.");
        var plan = read.Try(() => RunPlanner.Plan(
            config with { IsDivided = count is not null }, catalogues, host.CurrentDirectory))!;
        read.ThrowIfAny();
        List<string> doubts = [.. PlanDoubts.Of(plan, host.Stop)];
        foreach (var doubt in doubts)
            host.Error.WriteLine(doubt);
        var costs = PlanCosts.Of(plan, Measuring, host.Stop);
        var packages = costs.Packages(plan);
        IReadOnlyList<ShardCost> asked = count is { } n ? costs.Shards(plan, n)
            : config.Shard is { } shard ? [costs.Shards(plan, shard.Count)[shard.Number - 1]] : [];
        if (json)
        {
            JsonOutput.Write(
                PlanJson.Of(plan, costs.Estimate) with
                {
                    Units = [.. packages.Select(PlannedPackage.Of)],
                    Shards = [.. asked.Select(PlannedShard.Of)],
                },
                host);
            return ExitStatus.Done;
        }
        PlanView.Write(plan, costs.Estimate, host);
        PackagesView.Write(packages, LongUnit.Of(plan, new DeclaredWork(), packages), host);
        if (asked.Count > 0)
            PackagesView.Write(asked, host);
        return ExitStatus.Done;
    }
}
