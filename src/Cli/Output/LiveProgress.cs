using VisEval.Harness.Evaluation;

namespace VisEval.Cli.Output;

/// <summary>Takes reports from working threads and shows the latest one at a steady pace, until the work ends or is asked to
/// stop.</summary>
internal sealed class LiveProgress : IProgress<RunProgress>, IDisposable
{
    private readonly Lock _gate = new();
    private readonly IProgressDisplay _display;
    private readonly TimeLeft _left;
    private readonly ITimer _timer;
    private readonly CancellationTokenRegistration _stop;
    private RunProgress? _now;
    private bool _ended;

    /// <summary>Begins to show progress.</summary>
    /// <param name="display">Where.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="expected">The time that all of the work is expected to take, or null.</param>
    /// <param name="stop">Ends the display at once.</param>
    public LiveProgress(IProgressDisplay display, TimeProvider clock, TimeSpan? expected, CancellationToken stop)
    {
        (_display, _left) = (display, new TimeLeft(clock, expected));
        _timer = clock.CreateTimer(_ => Show(), null, display.First, display.Period);
        _stop = stop.Register(End);
    }

    /// <inheritdoc/>
    public void Report(RunProgress value)
    {
        lock (_gate)
        {
            _now = value;
            // The first report says what was done before.
            _left.Of(value.Share);
        }
    }

    /// <summary>Says a sentence that stays.</summary>
    /// <param name="write">Writes it as a line.</param>
    public void Say(Action write)
    {
        lock (_gate)
        {
            if (!_ended)
                _display.Clear();
            write();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        End();
        _stop.Dispose();
        _timer.Dispose();
    }

    private void Show()
    {
        lock (_gate)
            if (!_ended && _now is { } now)
                _display.Show(now, _left.Of(now.Share));
    }

    private void End()
    {
        lock (_gate)
        {
            if (!_ended)
                _display.Clear();
            _ended = true;
        }
    }
}
