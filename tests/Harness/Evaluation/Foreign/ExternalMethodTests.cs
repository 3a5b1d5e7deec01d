using System.Diagnostics;
using VisEval.Core;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Evaluation.Foreign;
using VisEval.Harness.Input;
using VisEval.Onnx.Models;
using VisEval.Tests.Cli;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Evaluation.Foreign;

/// <summary>Commands as methods: small scripts of <c>sh</c> that keep or break the agreement.</summary>
[Platform(Exclude = "Win", Reason = "The commands are scripts of sh.")]
public sealed class ExternalMethodTests
{
    // Words of the call: --input $2 --targets $4 --model $6 --out $8
    private const string Copy = "cp \"$2\" \"$8\"\n";

    private static readonly ImageSize Size = new(1, TinyDataset.Side, TinyDataset.Side);

    private TinyModel _tiny = null!;

    [SetUp]
    public void Write() => _tiny = new TinyModel();

    [TearDown]
    public void Delete() => _tiny.Dispose();

    [Test]
    public void The_maps_that_a_command_writes_are_the_explanation()
    {
        var batch = Images.Random(Size, 3, 1);
        var maps = Method(Copy).Explain(_tiny.Model, batch, [1, 0, 1]);
        Assert.That(maps.Select(m => m.Values.Values), Is.EqualTo(Enumerable.Range(0, 3).Select(i => batch.Values.Item(i).ToArray())));
        Assert.That(maps.Select(m => m.Values.Shape.ToArray()), Is.All.EqualTo(new[] { 1, 4, 4 }));
    }

    [Test]
    public void A_command_gets_images_classes_and_the_network_and_its_folder_is_gone_after()
    {
        var kept = _tiny.Folder["kept"];
        Directory.CreateDirectory(kept);
        var batch = Images.Random(Size, 2, 1);
        Method($"cp \"$2\" \"$4\" '{kept}'\necho \"$1 $3 $5 $7\" > '{kept}/names'\necho \"$6\" > '{kept}/model'\n"
            + $"echo \"$2\" > '{kept}/input'\n{Copy}").Explain(_tiny.Model, batch, [1, 0]);
        Assert.That(NpyFile.Read(Path.Combine(kept, "input.npy")).Values, Is.EqualTo(batch.Values.Values));
        Assert.That(NpyFile.Read(Path.Combine(kept, "targets.npy")).Values, Is.EqualTo(new[] { 1f, 0 }));
        Assert.That(File.ReadAllText(Path.Combine(kept, "targets.npy")), Does.Contain("'<i8'"), "an index is an integer");
        Assert.That(File.ReadAllText(Path.Combine(kept, "names")), Is.EqualTo("--input --targets --model --out\n"));
        Assert.That(
            File.ReadAllText(Path.Combine(kept, "model")).Trim(), Is.EqualTo(_tiny.Folder["datasets/tiny/models/linear/model.onnx"]));
        Assert.That(File.Exists(File.ReadAllText(Path.Combine(kept, "input")).Trim()), Is.False);
    }

    [Test]
    public void An_altered_network_is_a_file_of_its_own()
    {
        var altered = _tiny.Model.Randomize([.. _tiny.Model.Network.WeightLayers], Seed.Of(1));
        var kept = _tiny.Folder["altered.onnx"];
        var batch = Images.Random(Size, 1, 1);
        Method($"cp \"$6\" '{kept}'\n{Copy}").Explain(altered, batch, [1]);
        using var again = OnnxModel.Open(kept);
        Assert.That(again.Predict(batch.Values).Logits.Values, Is.EqualTo(altered.Predict(batch.Values).Logits.Values));
        var before = _tiny.Model.Predict(batch.Values).Logits.Values;
        Assert.That(again.Predict(batch.Values).Logits.Values, Is.Not.EqualTo(before).Within(1e-3));
    }

    [Test]
    public void Noise_on_both_streams_is_kept_in_the_log_and_disturbs_nothing()
    {
        var noise = "i=0; while [ $i -lt 3000 ]; do echo \"noise $i 0123456789012345678901234567890123456789012345678901234567890\";"
            + " echo error-$i >&2; i=$((i+1)); done\n";
        Method(noise + Copy).Explain(_tiny.Model, Images.Random(Size, 1, 1), [1]);
        var log = File.ReadAllText(_tiny.Folder["out/x.log"]);
        Assert.That(log, Does.Contain("noise 2999 ").And.Contain("error-0\n").And.Contain("ended with exit code 0"));
    }

    private static IEnumerable<TestCaseData> Broken =>
    [
        new TestCaseData("echo 'no module named x' >&2\nexit 3\n", "ended with exit code 3", "Standard error ends: no module named x"),
        new TestCaseData("kill -9 $$\n", "ended with exit code 137", "It wrote nothing on standard error."),
        new TestCaseData("exit 0\n", "has not written the file given as --out", ""),
        new TestCaseData("head -c 100 \"$2\" > \"$8\"\n", "cannot be read", "cut off"),
        new TestCaseData("head -c 150 \"$2\" > \"$8\"\n", "cannot be read", "cut off"),
        new TestCaseData("echo hello > \"$8\"\n", "cannot be read", "not a .npy file"),
        new TestCaseData("cp \"$4\" \"$8\"\n", "of the shape (2)", "allowed are 2×H×W and 2×1×H×W"),
        new TestCaseData("cp one.npy \"$8\"\n", "of the shape (1, 1, 4, 4) for 2 images", "allowed are 2×H×W"),
        new TestCaseData("cp wide.npy \"$8\"\n", "of the shape (2, 5, 4)", "5×4 is more than the input has (4×4)"),
        new TestCaseData("cp channels.npy \"$8\"\n", "of the shape (2, 3, 4, 4)", "a map is H×W or 1×H×W"),
        new TestCaseData("cp nan.npy \"$8\"\n", "NaN or infinite values", "(1 of 2)"),
        new TestCaseData("cp infinite.npy \"$8\"\n", "NaN or infinite values", "(1 of 2)"),
        new TestCaseData("rm -r \"$(dirname \"$8\")\"\nexit 3\n", "ended with exit code 3", ""),
        new TestCaseData("rm -r \"$(dirname \"$8\")\"\n", "has not written the file given as --out", ""),
    ];

    [TestCaseSource(nameof(Broken))]
    public void What_breaks_the_agreement_is_a_failure_that_says_what_was_wrong(string script, string what, string more)
    {
        NpyFile.Write(_tiny.Folder["one.npy"], Tensor.Zeros(1, 1, 4, 4));
        NpyFile.Write(_tiny.Folder["wide.npy"], Tensor.Zeros(2, 5, 4));
        NpyFile.Write(_tiny.Folder["channels.npy"], Tensor.Zeros(2, 3, 4, 4));
        NpyFile.Write(_tiny.Folder["nan.npy"], Spoilt(float.NaN));
        NpyFile.Write(_tiny.Folder["infinite.npy"], Spoilt(float.NegativeInfinity));
        var error = Assert.Throws<ExternalFailureException>(
            () => Method(script).Explain(_tiny.Model, Images.Random(Size, 2, 1), [1, 0]))!;
        Assert.That(error.Message, Does.StartWith("external:x (sh ").And.Contain(what).And.Contain(more));
    }

    [Test]
    public void A_log_that_cannot_be_written_names_the_command_and_hides_no_failure_of_it()
    {
        Directory.CreateDirectory(_tiny.Folder["out/x.log"]);
        Assert.That(
            () => Method("exit 3\n").Explain(_tiny.Model, Images.Random(Size, 1, 1), [1]),
            Throws.TypeOf<ExternalFailureException>().With.Message.Contains("ended with exit code 3"));
        Assert.That(
            () => Method(Copy).Explain(_tiny.Model, Images.Random(Size, 1, 1), [1]),
            Throws.TypeOf<ExternalFailureException>().With.Message.StartsWith("external:x (sh ").And.Message.Contains("x.log"));
    }

    [Test]
    public void Of_much_standard_error_the_row_has_the_end_and_the_log_all()
    {
        var script = "i=0; while [ $i -lt 5000 ]; do echo \"line $i\" >&2; i=$((i+1)); done\nprintf '\\033[31mred\\n' >&2\nexit 1\n";
        var error = Assert.Throws<ExternalFailureException>(() => Method(script).Explain(_tiny.Model, Images.Random(Size, 1, 1), [1]))!;
        Assert.That(error.Message, Does.Contain("line 4999").And.Not.Contain("line 10\n").And.Contain(@"\u001B[31mred"));
        Assert.That(error.Message, Has.Length.LessThan(KeptOutput.Tail + 500));
        Assert.That(File.ReadAllText(_tiny.Folder["out/x.log"]), Does.Contain("line 0\n").And.Contain("line 4999\n"));
    }

    [Test]
    public void A_program_that_is_not_there_is_a_failure()
    {
        var method = Method(Copy, words: ["/no/such/program"]);
        Assert.That(
            () => method.Explain(_tiny.Model, Images.Random(Size, 1, 1), [1]),
            Throws.TypeOf<ExternalFailureException>().With.Message.Contains("cannot be started"));
    }

    [Test]
    public void A_call_that_takes_too_long_is_killed_with_what_it_has_started()
    {
        var clock = Stopwatch.StartNew();
        var method = Method("sleep 300 & echo $! > child\necho begun >&2\nwait\n", TimeSpan.FromSeconds(1));
        var error = Assert.Throws<ExternalFailureException>(() => method.Explain(_tiny.Model, Images.Random(Size, 1, 1), [1]))!;
        Assert.That(error.Message, Does.Contain("took longer than 1 s and was killed; --external-time").And.Contain("begun"));
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(60)));
        Processes.AssertIsGone(File.ReadAllText(_tiny.Folder["child"]).Trim());
    }

    [Test]
    public void A_run_that_is_stopped_kills_the_command()
    {
        using var stop = new CancellationTokenSource();
        var method = Method("sleep 300 & echo $! > child\nmv child begun\nwait\n");
        var work = Task.Run(() => method.Explain(new CountingModel(_tiny.Model, stop.Token), Images.Random(Size, 1, 1), [1]));
        Assert.That(() => File.Exists(_tiny.Folder["begun"]), Is.True.After(60_000, 20));
        stop.Cancel();
        Assert.That(async () => await work, Throws.InstanceOf<OperationCanceledException>());
        Processes.AssertIsGone(File.ReadAllText(_tiny.Folder["begun"]).Trim());
    }

    // The parent of the child ends at once, so that no chain of parents leads from the command to it.
    [TestCase("wait\nsleep 300\n", 1, TestName = "{m}(out of time)")]
    [TestCase(Copy, 120, TestName = "{m}(ended)")]
    [TestCase("exit 3\n", 120, TestName = "{m}(failed)")]
    public void Children_that_outlive_their_parents_end_with_the_call(string rest, int seconds)
    {
        var method = Method($"(sleep 300 >/dev/null 2>&1 & echo $! > child)\n{rest}", TimeSpan.FromSeconds(seconds));
        try
        {
            method.Explain(_tiny.Model, Images.Random(Size, 1, 1), [1]);
        }
        catch (ExternalFailureException)
        {
            // Out of time, or failed.
        }
        Processes.AssertIsGone(File.ReadAllText(_tiny.Folder["child"]).Trim());
    }

    [Test]
    public void Children_that_outlive_their_parents_end_when_the_run_is_stopped()
    {
        using var stop = new CancellationTokenSource();
        var method = Method("(sleep 300 & echo $! > child)\nmv child begun\nsleep 300\n");
        var work = Task.Run(() => method.Explain(new CountingModel(_tiny.Model, stop.Token), Images.Random(Size, 1, 1), [1]));
        Assert.That(() => File.Exists(_tiny.Folder["begun"]), Is.True.After(60_000, 20));
        stop.Cancel();
        Assert.That(async () => await work, Throws.InstanceOf<OperationCanceledException>());
        Processes.AssertIsGone(File.ReadAllText(_tiny.Folder["begun"]).Trim());
    }

    [Test]
    public void A_log_that_is_full_grows_no_more()
    {
        Directory.CreateDirectory(_tiny.Folder["out"]);
        using (var log = File.Create(_tiny.Folder["out/x.log"]))
            log.SetLength(CommandLog.Most - 1);
        var method = Method("echo said\n" + Copy);
        for (var i = 0; i < 3; i++)
            method.Explain(_tiny.Model, Images.Random(Size, 1, 1), [1]);
        using var read = File.OpenRead(_tiny.Folder["out/x.log"]);
        Assert.That(read.Length, Is.InRange(CommandLog.Most, CommandLog.Most + 2000));
        read.Position = CommandLog.Most - 1;
        Assert.That(
            new StreamReader(read).ReadToEnd(), Does.Contain("said\n").And.EndsWith("what later calls say is not kept.\n"));
    }

    [Test]
    public void One_call_that_says_much_does_not_make_the_log_longer_than_it_may_be()
    {
        Directory.CreateDirectory(_tiny.Folder["out"]);
        using (var log = File.Create(_tiny.Folder["out/x.log"]))
            log.SetLength(CommandLog.Most - 100_000);
        Method("head -c 3000000 /dev/zero\nhead -c 3000000 /dev/zero >&2\n" + Copy).Explain(_tiny.Model, Images.Random(Size, 1, 1), [1]);
        Assert.That(
            new FileInfo(_tiny.Folder["out/x.log"]).Length, Is.InRange(CommandLog.Most, CommandLog.Most + 2 * KeptOutput.Tail + 2000));
    }

    [Test]
    public void Some_images_are_explained_ahead_of_their_turn_where_a_start_is_dear()
    {
        ILargeBatches method = Method(Copy);
        Assert.That(method.MostAhead(3 * 224 * 224), Is.EqualTo(16));
        Assert.That(method.MostAhead(3 * 1024 * 1024), Is.EqualTo(5), "64 MB");
        var starting = Method(Copy);
        ILargeBatches serving = new ExternalMethod
        {
            Command = starting.Command with { Serves = true },
            Reduction = starting.Reduction,
        };
        Assert.That(serving.MostAhead(1), Is.EqualTo(1));
    }

    [Test]
    public void Many_images_are_given_to_one_call()
    {
        ILargeBatches method = Method(Copy);
        Assert.That(method.MostTogether(3 * 224 * 224), Is.EqualTo(64));
        Assert.That(method.MostTogether(3 * 1024 * 1024), Is.EqualTo(5), "64 MB");
        Assert.That(method.MostTogether(int.MaxValue), Is.EqualTo(1));
    }

    private static Tensor Spoilt(float value) => new([.. Enumerable.Repeat(1f, 31), value], 2, 4, 4);

    private ExternalMethod Method(string script, TimeSpan? limit = null, IReadOnlyList<string>? words = null)
    {
        var file = _tiny.Folder["my 'script'.sh"];
        File.WriteAllText(file, script);
        return new ExternalMethod
        {
            Command = new ExternalCommand(
                "external:x", "sh \"my 'script'.sh\"", words ?? ["/bin/sh", file], _tiny.Folder.Path,
                limit ?? TimeSpan.FromMinutes(2), _tiny.Folder["out/x.log"]),
            Reduction = ChannelReduction.Sum,
        };
    }
}
