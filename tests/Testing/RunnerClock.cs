namespace VisEval.Tests.Testing;

/// <summary>A clock that stands still unless it is moved.</summary>
internal sealed class RunnerClock : TimeProvider
{
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _ticks;

    public void Advance(TimeSpan time) => _ticks += time.Ticks;
}
