using VisEval.Cli.Hosting;
using VisEval.Harness.Evaluation;

namespace VisEval.Cli.Output;

/// <summary>Progress with the time left on standard error: a bar on a terminal, elsewhere a plain line now and then.</summary>
internal sealed class ProgressView(CliHost host, bool quiet)
{
    /// <summary>Runs <paramref name="work"/> while its progress is shown.</summary>
    /// <param name="work">The work.</param>
    /// <param name="expected">The time that all of it, also what was done before, is expected to take; null where nothing is known.</param>
    public T Show<T>(Func<IProgress<RunProgress>, T> work, TimeSpan? expected = null)
    {
        if (quiet)
            return work(new NoProgress());
        IProgressDisplay display = host.ErrorIsTerminal
            ? new ProgressBar(VisibleWriter.Inner(host.Error), host.ErrorWidth)
            : new ProgressLines(host.Error);
        using var progress = new LiveProgress(display, host.Clock, expected, host.Stop);
        return work(progress);
    }
}
