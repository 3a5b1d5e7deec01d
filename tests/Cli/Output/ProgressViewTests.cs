using VisEval.Cli.Hosting;
using VisEval.Cli.Output;
using VisEval.Harness.Evaluation;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Cli.Output;

public sealed class ProgressViewTests
{
    private readonly ManualClock _clock = new();
    private StringWriter _error = null!;

    [SetUp]
    public void Open() => _error = new StringWriter();

    [TearDown]
    public void Close() => _error.Dispose();

    [Test]
    public void Without_a_terminal_there_is_a_line_after_five_seconds_and_then_every_twenty()
    {
        var value = new ProgressView(Host(), quiet: false).Show(
            progress =>
            {
                progress.Report(new RunProgress(0, 2000, "scenes, residual: timing rise") { Share = 0 });
                Pass(4.9);
                Assert.That(_error.ToString(), Is.Empty);
                Pass(0.2);
                Assert.That(Lines(), Is.EqualTo(new[] { "0 %, 0 of 2000, about 1 min 35 s left: scenes, residual: timing rise" }));
                progress.Report(new RunProgress(150, 2000, "scenes, residual: rise, image a") { Share = 0.25 });
                Pass(60);
                return 7;
            },
            TimeSpan.FromSeconds(100));
        Assert.That(value, Is.EqualTo(7));
        Assert.That(Lines(), Has.Count.EqualTo(4));
        Assert.That(Lines()[1], Does.Match(@"^25 %, 150 of 2000, about .* left: scenes, residual: rise, image a$"));
    }

    [Test]
    public void Quiet_work_is_silent()
    {
        new ProgressView(Host() with { ErrorIsTerminal = true }, quiet: true).Show(progress =>
        {
            progress.Report(new RunProgress(1, 2, "x"));
            Pass(100);
            return 0;
        });
        Assert.That(_error.ToString(), Is.Empty);
    }

    [Test]
    public void On_a_terminal_one_line_is_written_over_and_taken_away_at_the_end()
    {
        new ProgressView(Host() with { ErrorIsTerminal = true, ErrorWidth = 60 }, quiet: false).Show(progress =>
        {
            progress.Report(new RunProgress(1, 2, new string('x', 100)));
            Pass(1);
            return 0;
        });
        var drawn = _error.ToString().Split('\r', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(drawn, Has.Length.EqualTo(5).And.All.Length.EqualTo(59), "after .1, .35, .6, .85 s, and the end");
        Assert.That(drawn[0], Does.StartWith(new string('━', 12) + new string('─', 12) + "  50 % xxx"));
        Assert.That(drawn[^1], Is.EqualTo(new string(' ', 59)));
        Assert.That(_error.ToString(), Does.Not.Contain("\n"));
    }

    [Test]
    public void A_request_to_stop_ends_it_although_the_work_goes_on()
    {
        using var stop = new CancellationTokenSource();
        new ProgressView(Host() with { Stop = stop.Token }, quiet: false).Show(progress =>
        {
            progress.Report(new RunProgress(1, 2, "x"));
            stop.Cancel();
            Pass(100);
            return 0;
        });
        Assert.That(_error.ToString(), Is.Empty);
    }

    private CliHost Host() => new(TextWriter.Null, _error) { Clock = _clock };

    private void Pass(double seconds) => _clock.Advance(TimeSpan.FromSeconds(seconds));

    private List<string> Lines() => [.. _error.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)];
}
