using System.Diagnostics;
using VisEval.Core;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Evaluation.Foreign;
using VisEval.Tests.Cli;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Evaluation.Foreign;

/// <summary>Commands that are started once and asked line by line.</summary>
[Platform(Exclude = "Win", Reason = "The commands are scripts of sh.")]
public sealed class ServingCommandTests
{
    private static readonly ImageSize Size = new(1, TinyDataset.Side, TinyDataset.Side);

    private TinyModel _tiny = null!;

    [SetUp]
    public void Write() => _tiny = new TinyModel();

    [TearDown]
    public void Delete() => _tiny.Dispose();

    [Test]
    public void One_start_answers_many_calls_whatever_else_it_writes_and_ends_with_the_method()
    {
        using (var method = Method("echo noise; echo error >&2; cp \"$input\" \"$out\"; echo 'viseval done'"))
            for (var i = 0; i < 3; i++)
            {
                var batch = Images.Random(Size, 2, i);
                Assert.That(method.Explain(_tiny.Model, batch, [1, 0])[1].Values.Values, Is.EqualTo(batch.Values.Item(1).ToArray()));
            }
        Assert.That(File.ReadAllText(_tiny.Folder["starts"]), Is.EqualTo("--serve\n"), "one start");
        Assert.That(File.Exists(_tiny.Folder["ended"]), Is.True, "it was waited for");
        Assert.That(
            File.ReadAllText(_tiny.Folder["x.log"]),
            Does.Contain("served 3 calls, exit code 0").And.Contain("noise\n").And.Contain("error\n"));
    }

    [Test]
    public void Calls_at_once_have_a_program_each()
    {
        using var method = Method("cp \"$input\" \"$out\"; echo 'viseval done'");
        var batches = Enumerable.Range(0, 12).Select(i => Images.Random(Size, 1, i)).ToList();
        var maps = new float[batches.Count][];
        Parallel.For(0, batches.Count, new ParallelOptions { MaxDegreeOfParallelism = 3 }, i =>
            maps[i] = method.Explain(_tiny.Model, batches[i], [1])[0].Values.Values);
        Assert.That(maps, Is.EqualTo(batches.Select(b => b.Values.Values)));
        Assert.That(File.ReadAllLines(_tiny.Folder["starts"]), Has.Length.InRange(1, 3));
    }

    [Test]
    public void A_call_that_fails_leaves_the_program_for_the_next()
    {
        using var method = Method(
            "if [ -e fail ]; then rm fail; echo 'viseval failed: no such layer'; else cp \"$input\" \"$out\"; echo 'viseval done'; fi");
        File.WriteAllText(_tiny.Folder["fail"], "");
        Assert.That(
            () => method.Explain(_tiny.Model, Images.Random(Size, 1, 1), [1]),
            Throws.TypeOf<ExternalFailureException>().With.Message.Contains("said that it failed: no such layer"));
        Assert.That(method.Explain(_tiny.Model, Images.Random(Size, 1, 1), [1]), Has.Count.EqualTo(1));
        Assert.That(File.ReadAllLines(_tiny.Folder["starts"]), Has.Length.EqualTo(1));
    }

    // The second answer is there before the next request: the program writes both at once.
    [Test]
    public void An_answer_too_many_is_dropped_and_said_and_answers_no_other_call()
    {
        using (var method = Method("sleep 0.3; cp \"$input\" \"$out\"; printf 'viseval done\\nviseval done\\n'"))
            for (var i = 0; i < 3; i++)
            {
                var batch = Images.Random(Size, 1, i);
                Assert.That(method.Explain(_tiny.Model, batch, [1])[0].Values.Values, Is.EqualTo(batch.Values.Values));
                Thread.Sleep(200);
            }
        Assert.That(File.ReadAllLines(_tiny.Folder["starts"]), Has.Length.EqualTo(1));
        Assert.That(
            File.ReadAllText(_tiny.Folder["x.log"]),
            Does.Contain("answers too many, dropped before call 2: 1").And.Contain("answers too many, dropped before call 3: 1"));
    }

    [Test]
    public void A_program_that_answers_before_its_maps_are_there_is_told_so_and_started_anew()
    {
        using var method = Method(
            "if [ -e right ]; then cp \"$input\" \"$out\"; echo 'viseval done'; else touch right; echo 'viseval done'; sleep 1; "
            + "echo 'viseval done'; fi");
        Assert.That(
            () => method.Explain(_tiny.Model, Images.Random(Size, 1, 1), [1]),
            Throws.TypeOf<ExternalFailureException>().With.Message.StartsWith(
                "external:x (sh serve.sh) answered 'viseval done' and has not "));
        var batch = Images.Random(Size, 1, 2);
        Assert.That(method.Explain(_tiny.Model, batch, [1])[0].Values.Values, Is.EqualTo(batch.Values.Values));
        Assert.That(File.ReadAllLines(_tiny.Folder["starts"]), Has.Length.EqualTo(2));
    }

    [TestCase("'viseval done '", TestName = "{m}(behind)")]
    [TestCase("'  viseval done'", TestName = "{m}(before)")]
    [TestCase("'viseval done\t\r'", TestName = "{m}(tab and carriage return)")]
    public void Spaces_around_an_answer_do_not_hide_it(string answer)
    {
        using var method = Method($"cp \"$input\" \"$out\"; printf '%s\\n' {answer}", 5);
        Assert.That(method.Explain(_tiny.Model, Images.Random(Size, 1, 1), [1]), Has.Count.EqualTo(1));
    }

    [Test]
    public void Spaces_before_a_failure_do_not_hide_it()
    {
        using var method = Method("echo ' viseval failed: no such layer'", 5);
        Assert.That(
            () => method.Explain(_tiny.Model, Images.Random(Size, 1, 1), [1]),
            Throws.TypeOf<ExternalFailureException>().With.Message.Contains("said that it failed: no such layer"));
    }

    // What is written to it after its end, and is still in the writer's memory, must not come again when the writer is closed.
    [Test]
    public void A_program_that_closes_its_input_is_a_failure_that_names_the_command()
    {
        using var method = Method("exec <&-; cp \"$input\" \"$out\"; echo 'viseval done'; sleep 100");
        method.Explain(_tiny.Model, Images.Random(Size, 1, 1), [1]);
        Assert.That(
            () => method.Explain(_tiny.Model, Images.Random(Size, 1, 1), [1]),
            Throws.TypeOf<ExternalFailureException>().With.Message.StartsWith(
                "external:x (sh serve.sh) closed its standard input or output (and was killed) before it answered 'viseval done'"));
    }

    [TestCase("echo 'out of memory' >&2; exit 9", "ended with exit code 9 before it answered 'viseval done'", "out of memory")]
    [TestCase("sleep 300", "took longer than 1 s and was killed", "nothing on standard error")]
    public void A_program_that_ends_or_hangs_is_a_failure_and_started_anew(string body, string what, string more)
    {
        using var method = Method($"if [ -e done-once ]; then cp \"$input\" \"$out\"; echo 'viseval done'; else {body}; fi", 1);
        Assert.That(
            () => method.Explain(_tiny.Model, Images.Random(Size, 1, 1), [1]),
            Throws.TypeOf<ExternalFailureException>().With.Message.Contains(what).And.Message.Contains(more));
        File.WriteAllText(_tiny.Folder["done-once"], "");
        Assert.That(method.Explain(_tiny.Model, Images.Random(Size, 1, 1), [1]), Has.Count.EqualTo(1));
        Assert.That(File.ReadAllLines(_tiny.Folder["starts"]), Has.Length.EqualTo(2));
    }

    [Test]
    public void A_line_without_end_is_a_failure_at_once_and_the_program_is_started_anew()
    {
        using var method = Method(
            "if [ -e done-once ]; then cp \"$input\" \"$out\"; echo 'viseval done'; else tr '\\0' x < /dev/zero; fi", 300);
        var clock = Stopwatch.StartNew();
        Assert.That(
            () => method.Explain(_tiny.Model, Images.Random(Size, 1, 1), [1]),
            Throws.TypeOf<ExternalFailureException>().With.Message.StartsWith("external:x (sh serve.sh) wrote a line of more than 1048576 ")
                .And.Message.Contains("'viseval done'"));
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(100)), "not when its time is up");
        File.WriteAllText(_tiny.Folder["done-once"], "");
        Assert.That(method.Explain(_tiny.Model, Images.Random(Size, 1, 1), [1]), Has.Count.EqualTo(1));
        Assert.That(File.ReadAllLines(_tiny.Folder["starts"]), Has.Length.EqualTo(2));
        Assert.That(new FileInfo(_tiny.Folder["x.log"]).Length, Is.InRange(1 << 20, (1 << 20) + 1000), "what was read of it is kept");
    }

    [Test]
    public void The_reason_of_a_failure_has_bounds_and_drives_no_terminal()
    {
        using var method = Method("printf 'viseval failed: \\033[31mred '; head -c 100000 /dev/zero | tr '\\0' x; echo ' end'");
        var error = Assert.Throws<ExternalFailureException>(() => method.Explain(_tiny.Model, Images.Random(Size, 1, 1), [1]))!;
        Assert.That(error.Message, Does.Contain(@"said that it failed: \u001B[31mred xxx").And.Contain("xxx end"));
        Assert.That(error.Message, Has.Length.LessThan(KeptOutput.Tail + 500));
    }

    [TestCase("cp \"$input\" \"$out\"; echo 'viseval done'", 120, TestName = "{m}(ended)")]
    [TestCase("sleep 300", 1, TestName = "{m}(out of time)")]
    public void What_the_program_has_started_ends_with_it(string body, int seconds)
    {
        using (var method = Method($"(sleep 300 >/dev/null 2>&1 & echo $! > child)\n{body}", seconds))
            try
            {
                method.Explain(_tiny.Model, Images.Random(Size, 1, 1), [1]);
            }
            catch (ExternalFailureException)
            {
                // Out of time.
            }
        Processes.AssertIsGone(File.ReadAllText(_tiny.Folder["child"]).Trim());
    }

    [Test]
    public void A_run_that_is_stopped_kills_the_program()
    {
        using var stop = new CancellationTokenSource();
        using var method = Method("touch begun; sleep 300");
        var work = Task.Run(() => method.Explain(new CountingModel(_tiny.Model, stop.Token), Images.Random(Size, 1, 1), [1]));
        Assert.That(() => File.Exists(_tiny.Folder["begun"]), Is.True.After(60_000, 20));
        stop.Cancel();
        Assert.That(async () => await work, Throws.InstanceOf<OperationCanceledException>());
    }

    // The body of a call finds the paths of its files in $input and $out.
    private ExternalMethod Method(string body, int seconds = 120)
    {
        File.WriteAllText(_tiny.Folder["serve.sh"], $$"""
            echo "$1" >> starts
            while read -r line; do
              input=$(echo "$line" | sed 's/.*"input":"\([^"]*\)".*/\1/')
              out=$(echo "$line" | sed 's/.*"out":"\([^"]*\)".*/\1/')
              {{body}}
            done
            touch ended

            """);
        return new ExternalMethod
        {
            Command = new ExternalCommand(
                "external:x", "sh serve.sh", ["/bin/sh", "serve.sh"], _tiny.Folder.Path, TimeSpan.FromSeconds(seconds),
                _tiny.Folder["x.log"])
            {
                Serves = true,
            },
            Reduction = ChannelReduction.Sum,
        };
    }
}
