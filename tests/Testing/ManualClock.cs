namespace VisEval.Tests.Testing;

/// <summary>A clock that stands still unless it is moved; its timers fire while it is moved.</summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly List<ManualTimer> _timers = [];
    private TimeSpan _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state), _now + dueTime, period);
        _timers.Add(timer);
        return timer;
    }

    /// <summary>Moves the clock; every timer fires at its own times, in order.</summary>
    public void Advance(TimeSpan time)
    {
        var end = _now + time;
        while (_timers.Where(t => t.Due <= end).MinBy(t => t.Due) is { } next)
        {
            _now = next.Due;
            next.Fire();
        }
        _now = end;
    }

    private sealed class ManualTimer(ManualClock clock, Action fire, TimeSpan due, TimeSpan period) : ITimer
    {
        private TimeSpan _period = period;

        public TimeSpan Due { get; private set; } = due;

        public void Fire()
        {
            Due += _period;
            fire();
        }

        public bool Change(TimeSpan dueTime, TimeSpan newPeriod)
        {
            (Due, _period) = (clock._now + dueTime, newPeriod);
            return true;
        }

        public void Dispose() => clock._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
