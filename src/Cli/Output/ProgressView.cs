using Spectre.Console;
using VisEval.Harness.Evaluation;

namespace VisEval.Cli.Output;

/// <summary>A bar with the time left, on standard error, only where a person looks at it.</summary>
internal sealed class ProgressView(CliHost host, bool quiet)
{
    /// <summary>Runs <paramref name="work"/> while its progress is shown.</summary>
    public T Show<T>(Func<IProgress<RunProgress>, T> work)
    {
        if (quiet || !host.ErrorIsTerminal)
            return work(new Reporter(_ => { }));
        return Consoles.ForError(host).Progress()
            .AutoClear(true)
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context =>
            {
                var bar = context.AddTask("starting", autoStart: true, maxValue: 1);
                return work(new Reporter(now =>
                {
                    bar.MaxValue = Math.Max(now.Total, 1);
                    bar.Value = now.Done;
                    bar.Description = Markup.Escape(now.Doing);
                }));
            });
    }

    // Progress<T> would queue its calls on the thread pool, where an old one may come last.
    private sealed class Reporter(Action<RunProgress> show) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => show(value);
    }
}
