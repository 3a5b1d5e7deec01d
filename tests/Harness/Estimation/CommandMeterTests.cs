using VisEval.Core;
using VisEval.Harness.Estimation;
using VisEval.Harness.Evaluation.Foreign;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Estimation;

/// <summary>How long commands take, measured with scripts that wait.</summary>
[Platform(Exclude = "Win", Reason = "The commands are scripts of sh.")]
public sealed class CommandMeterTests
{
    private TinyModel _tiny = null!;

    [SetUp]
    public void Write() => _tiny = new TinyModel();

    [TearDown]
    public void Delete() => _tiny.Dispose();

    [Test]
    public void The_start_of_a_program_is_told_from_its_images()
    {
        // 64 bytes an image behind a header of 128.
        var speed = Measure(
            "size=$(wc -c < \"$2\")\nsleep 0.5\ni=128\nwhile [ $i -lt $size ]; do sleep 0.2; i=$((i+64)); done\ncp \"$2\" \"$8\"\n");
        Assert.That(speed.Failure, Is.Null);
        Assert.That(speed.Image, Is.InRange(0.15, 1));
        Assert.That(speed.Call, Is.InRange(0.2, 3));
        Assert.That(speed.AtMost, Is.False);
        Assert.That(File.Exists(_tiny.Folder["out/x.log"]), Is.False, "nothing is logged before a run");
    }

    [Test]
    public void A_program_that_serves_is_started_once()
    {
        var speed = Measure("""
            echo x >> starts
            sleep 1
            while read -r line; do
              input=$(echo "$line" | sed 's/.*"input":"\([^"]*\)".*/\1/')
              out=$(echo "$line" | sed 's/.*"out":"\([^"]*\)".*/\1/')
              cp "$input" "$out" && echo 'viseval done'
            done

            """, serves: true);
        Assert.That(speed.Start, Is.InRange(0.5, 10));
        Assert.That(speed.Call, Is.Zero);
        Assert.That(speed.Image, Is.LessThan(0.8));
        Assert.That(File.ReadAllLines(_tiny.Folder["starts"]), Has.Length.EqualTo(1));
    }

    [Test]
    public void What_fails_is_no_failure_of_the_estimate() =>
        Assert.That(Measure("echo 'no torch' >&2; exit 3\n").Failure, Does.Contain("exit code 3").And.Contain("no torch"));

    [Test]
    public void It_can_be_stopped()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        Assert.That(() => Measure("sleep 300\n", stop: stop.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    private CommandSpeed Measure(string script, bool serves = false, CancellationToken stop = default)
    {
        File.WriteAllText(_tiny.Folder["x.sh"], script);
        using var method = new ExternalMethod
        {
            Command = new ExternalCommand(
                "external:x", "sh x.sh", ["/bin/sh", "x.sh"], _tiny.Folder.Path, TimeSpan.FromMinutes(2), _tiny.Folder["out/x.log"])
            {
                Serves = serves,
            },
            Reduction = ChannelReduction.Sum,
        };
        var plan = RunnerPlan.Of(1, [("x", method)], []);
        return CommandMeter.OfSystem.Measure(plan with { Jobs = [plan.Jobs[0] with { Model = _tiny.Model }] }, stop).Single()["x"];
    }
}
