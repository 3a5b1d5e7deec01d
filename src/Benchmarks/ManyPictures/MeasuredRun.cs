using System.Diagnostics;
using System.Globalization;
using VisEval.Harness.Configuration;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Reports;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;

namespace VisEval.Benchmarks.ManyPictures;

/// <summary>A moment of a run.</summary>
/// <param name="Seconds">Since the program began.</param>
/// <param name="Share">The share of the images that are done, 0 to 1.</param>
/// <param name="Megabytes">Resident memory, in 10⁶ bytes.</param>
/// <param name="Doing">planning, evaluating or reporting.</param>
internal readonly record struct Moment(double Seconds, double Share, double Megabytes, string Doing)
{
    /// <summary>As a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Seconds:0.0} {Share:R} {Megabytes:0.0} {Doing}");

    /// <summary>A moment from its line.</summary>
    public static Moment Of(string line)
    {
        var parts = line.Split(' ');
        double Number(int i) => double.Parse(parts[i], CultureInfo.InvariantCulture);
        return new Moment(Number(0), Number(1), Number(2), parts[3]);
    }
}

/// <summary>Runs a dataset as <c>viseval run</c> does, and writes every second how far it is and what memory it has.</summary>
internal static class MeasuredRun
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Plans, evaluates, reports; a <see cref="Moment"/> a line.</summary>
    public static int Execute(string dataset, string model, string method, string metric, string to)
    {
        var (clock, share, doing) = (Stopwatch.StartNew(), 0.0, "planning");
        void Write() => Console.WriteLine(new Moment(clock.Elapsed.TotalSeconds, share, Environment.WorkingSet / 1e6, doing));
        using (new Timer(_ => Write(), null, TimeSpan.Zero, Interval))
        {
            var config = new RunConfig([dataset], [model], [method], [metric], "full", Out: to, Existing: ExistingRun.Redo)
            {
                Shuffled = false,
            };
            var plan = Planner.Plan(config, Catalogues.BuiltIn(), Environment.CurrentDirectory);
            using (var store = ResultStore.Begin(plan.OutputDirectory, config.Existing, plan.Info))
            {
                doing = "evaluating";
                Runner.Run(plan, store, new Listener(p => share = p.Share), CancellationToken.None);
            }
            doing = "reporting";
            ReportWriter.WriteAll(ResultStore.Load(plan.OutputDirectory), plan.OutputDirectory);
        }
        Write();
        return 0;
    }

    private sealed class Listener(Action<RunProgress> listen) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => listen(value);
    }
}
