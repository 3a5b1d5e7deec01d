using System.CommandLine;
using System.Globalization;
using VisEval.Cli.Hosting;
using VisEval.Cli.Options;
using VisEval.Cli.Output;
using VisEval.Harness.Configuration.Visualizing;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Evaluation.Visualizing;
using VisEval.Harness.Reports.Visualizations;
using VisEval.Harness.Results.Visualizations;

namespace VisEval.Cli.Commands;

/// <summary><c>viseval visualize</c>: pictures of what units of a network respond to.</summary>
internal static class VisualizeCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliHost host, SharedOptions shared)
    {
        var (options, metrics) = (new VisualizeOptions(), new VisualizeMetricOptions());
        var command = new Command("visualize", "Pictures of what a class, a channel or a neuron of a network responds to.");
        options.AddTo(command);
        metrics.AddTo(command);
        command.SetAction(parse => Interruptible.Run(
            () => Execute(host, new ArgumentReader(parse), options, metrics, parse.GetValue(shared.Quiet)), host));
        return command;
    }

    private static int Execute(
        CliHost host, ArgumentReader read, VisualizeOptions options, VisualizeMetricOptions metrics, bool quiet)
    {
        var catalogues = options.Plugins.Catalogues(read, host.CurrentDirectory);
        var request = metrics.Apply(options.Read(read, catalogues, host.CurrentDirectory), read, catalogues);
        foreach (var mistake in VisualizeMistakes.Of(request))
            read.Mistake(mistake);
        var threads = options.Threads(read);
        var assumptions = new List<string>();
        using var plan = options.IsComplete(read.Parse) ? read.Try(() => VisualizePlanner.Plan(request, assumptions.Add)) : null;
        read.ThrowIfAny();
        // An assumption changes the result: --quiet does not hide it.
        foreach (var assumption in assumptions)
            host.Error.WriteLine(assumption);
        var outcomes = new ProgressView(host, quiet).Show(
            progress => VisualizationRun.Make(
                plan!.Job, threads, progress, new CostMeter(host.Clock, () => Environment.WorkingSet), host.Stop));
        var status = Report(host, request, plan!, outcomes, new Notes(host, quiet));
        return VisualizeScoring.Run(host, request, plan!, outcomes, threads, quiet) ? status : ExitStatus.Failed;
    }

    // Files on standard output, everything else on standard error.
    private static int Report(
        CliHost host, VisualizeRequest request, VisualizePlan plan, IReadOnlyList<VisualizationOutcome> outcomes, Notes notes)
    {
        List<ShownPicture> pictures =
        [
            .. outcomes.SelectMany(o => VisualizedUnits.Rows(plan.Job, o)).Select(row => new ShownPicture(
                PictureNames.Of(row.Unit, row.Visualizer, row.Index), row)),
        ];
        foreach (var file in VisualizationFiles.Write(request.Out, pictures))
            host.Out.WriteLine(file);
        foreach (var picture in pictures.Where(p => p.Row.Remark is not null))
            host.Error.WriteLine($"{picture.File}: {picture.Row.Remark}");
        foreach (var outcome in outcomes)
            if (outcome.Error is { } error)
                host.Error.WriteLine($"{outcome.Visualizer}, {outcome.Unit.Name}, failed: {error}");
            else
                notes.Say($"{outcome.Visualizer}, {outcome.Unit.Name}: {Activations(outcome)}{Cost(outcome)}");
        return outcomes.All(o => o.Error is null) ? ExitStatus.Done : ExitStatus.Failed;
    }

    private static string Cost(VisualizationOutcome outcome) => string.Create(
        CultureInfo.InvariantCulture,
        $"{outcome.Pictures.Sum(p => p.Cost.Forwards)} forwards, {outcome.Pictures.Sum(p => p.Cost.Backwards)} backwards, "
        + $"{outcome.Seconds:0.0} s");

    private static string Activations(VisualizationOutcome outcome) =>
        outcome.Pictures.Select(p => p.Activation).OfType<double>().ToList() is { Count: > 0 } values
            ? $"response {string.Join(", ", values.Select(v => v.ToString("g5", CultureInfo.InvariantCulture)))}; "
            : "";
}
