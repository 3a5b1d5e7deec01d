using System.CommandLine;
using VisEval.Cli.Hosting;
using VisEval.Cli.Options;
using VisEval.Cli.Output;
using VisEval.Cli.Planning;
using VisEval.Harness.Configuration;
using VisEval.Harness.Configuration.Running;

namespace VisEval.Cli.Commands;

/// <summary><c>viseval plan</c>: what <c>run</c> with the same arguments would do and cost. Writes no file.</summary>
internal static class PlanCommand
{
    private static readonly TimeSpan Measuring = TimeSpan.FromSeconds(1);

    /// <summary>The command.</summary>
    public static Command Create(CliHost host)
    {
        var options = new RunOptions();
        var json = new Option<bool>("--json") { Description = "For scripts." };
        var command = new Command(
            "plan", "What 'run' with the same arguments would do and cost: cells, passes, time, memory. Runs nothing of it.");
        options.AddTo(command);
        command.Add(json);
        command.SetAction(parse => Interruptible.Run(
            () => Execute(host, new ArgumentReader(parse), options, parse.GetValue(json)), host));
        return command;
    }

    private static int Execute(CliHost host, ArgumentReader read, RunOptions options, bool json)
    {
        var config = options.Read(read, host.CurrentDirectory);
        var plan = read.Try(() => RunPlanner.Plan(config, Catalogues.BuiltIn(), host.CurrentDirectory));
        read.ThrowIfAny();
        List<string> doubts =
            [.. DatasetProblems.Of(plan!.Jobs), .. PlanText.Warnings(plan), .. PlanText.ChanceDoubts(plan, host.Stop)];
        foreach (var doubt in doubts)
            host.Error.WriteLine(doubt);
        var estimate = PlanCosts.Of(plan, Measuring, host.Stop);
        if (json)
            JsonOutput.Write(PlanJson.Of(plan, estimate.Estimate), host);
        else
            PlanView.Write(plan, estimate.Estimate, host);
        return ExitStatus.Done;
    }
}
