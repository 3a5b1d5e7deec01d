using System.Globalization;
using VisEval.Harness.Evaluation;

namespace VisEval.Cli.Output;

/// <summary>A plain line now and then, where standard error is no terminal, so that a log is never silent for minutes.</summary>
internal sealed class ProgressLines(TextWriter writer) : IProgressDisplay
{
    /// <inheritdoc/>
    public TimeSpan First { get; } = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public TimeSpan Period { get; } = TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    public void Show(RunProgress now, TimeSpan? left) => writer.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{now.Share:0 %}, {now.Done} of {now.Total}{(left is { } time ? $", about {Duration.Text(time)} left" : "")}: {now.Doing}"));

    /// <inheritdoc/>
    public void Clear()
    {
        // Lines of a log stay.
    }
}
