using System.Globalization;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Reports.Text;

namespace VisEval.Cli.Output;

/// <summary>One line of a terminal that is written over and over: a bar, the time left, what is being worked on.</summary>
internal sealed class ProgressBar(TextWriter writer, int width) : IProgressDisplay
{
    private const int Cells = 24;

    /// <inheritdoc/>
    public TimeSpan First { get; } = TimeSpan.FromMilliseconds(100);

    /// <inheritdoc/>
    public TimeSpan Period { get; } = TimeSpan.FromMilliseconds(250);

    /// <inheritdoc/>
    public void Show(RunProgress now, TimeSpan? left)
    {
        var full = (int)Math.Clamp(Math.Round(now.Share * Cells), 0, Cells);
        var bar = new string('━', full) + new string('─', Cells - full);
        var rest = left is { } time ? $"{Duration.Text(time)} left, " : "";
        Write(string.Create(CultureInfo.InvariantCulture, $"{bar} {now.Share,5:0 %} {rest}{VisibleText.InOneLine(now.Doing)}"));
    }

    /// <inheritdoc/>
    public void Clear()
    {
        Write("");
        writer.Write('\r');
    }

    // The last column stays free: some terminals go to the next line when it is written.
    private void Write(string line)
    {
        var room = Math.Max(1, width - 1);
        writer.Write('\r' + (line.Length > room ? line[..room] : line.PadRight(room)));
    }
}
