using VisEval.Cli.Hosting;
using VisEval.Tests.Onnx;

namespace VisEval.Tests.Cli;

/// <summary>The package that tests run with has the CPU only.</summary>
public sealed class DeviceOptionTests
{
    private static readonly string[][] Commands =
    [
        ["run", "--dataset", "tiny", "--out", "out"],
        ["plan", "--dataset", "tiny", "--out", "out"],
        ["explain", "--model", "linear.onnx", "--input", "x.npy", "--method", "gradient", "--out", "out"],
        ["score", "--model", "linear.onnx", "--input", "x.npy", "--maps", "m.npy", "--metric", "sparseness", "--out", "out/x.csv"],
        ["check", "--model", "datasets/tiny/models/linear/model.onnx"],
        ["visualize", "--model", "linear.onnx", "--unit", "class:0", "--method", "class-model", "--out", "out"],
        ["represent", "--model", "linear", "--dataset", "tiny", "--layer", "input", "--analysis", "embedding", "--out", "out"],
        ["verify", "bundle.zip"],
        ["serve", "datasets/tiny/models/linear"],
    ];

    [TestCaseSource(nameof(Commands))]
    public void A_device_that_is_not_there_is_said_before_any_work(params string[] command)
    {
        using var tiny = new TinyDataset();
        var run = CliRun.Of(tiny.Folder[""], [.. command, "--device", "cuda:1"]);
        run.IsRefused("device cuda:1: ONNX Runtime ", "has no CUDAExecutionProvider; it offers cpu. ", "--onnxruntime FILE");
        Assert.That(Directory.Exists(tiny.Folder["out"]), Is.False);
    }

    [TestCaseSource(nameof(Commands))]
    public void A_device_that_nobody_knows_is_refused_with_the_nearest_name(params string[] command)
    {
        using var tiny = new TinyDataset();
        CliRun.Of(tiny.Folder[""], [.. command, "--device", "cudda"]).IsRefused(
            "--device: device 'cudda' is not known; devices are cpu, cuda, ", " Did you mean cuda?");
    }

    [TestCase("--device", "")]
    [TestCase("--device-memory", " ")]
    [TestCase("--seed", "")]
    [TestCase("--until", "")]
    public void An_empty_value_is_one_mistake(string option, string value)
    {
        using var tiny = new TinyDataset();
        var run = CliRun.Of(tiny.Folder[""], "plan", "--dataset", "tiny", option, value);
        run.IsRefused($"{option}: a value is empty");
        // The last line names the help.
        Assert.That(run.Error.Trim().Split('\n'), Has.Length.EqualTo(2), run.Error);
    }

    [Test]
    public void A_device_of_the_file_is_looked_for_too_and_the_command_line_replaces_it()
    {
        using var tiny = new TinyDataset();
        File.WriteAllText(tiny.Folder["config.json"], """{ "datasets": ["tiny"], "device": "cuda", "deviceMemory": 2000 }""");
        CliRun.Of(tiny.Folder[""], "plan", "config.json").IsRefused("device cuda: ONNX Runtime ");
        CliRun.Of(tiny.Folder[""], "plan", "config.json", "--device", "xnnpack").IsRefused("device xnnpack: ONNX Runtime ");
    }

    [Test]
    public void Memory_is_for_a_device_that_has_some()
    {
        using var tiny = new TinyDataset();
        CliRun Plan(string megabytes) => CliRun.Of(tiny.Folder[""], "plan", "--dataset", "tiny", "--device-memory", megabytes);
        Plan("500").IsRefused("--max-memory is for that of the machine");
        Plan("1").IsRefused("a whole number of megabytes from 64");
    }

    [Test]
    public void The_cpu_compares_itself_with_nothing()
    {
        using var file = new TemporaryModel(SmallNetworks.Convolutional());
        var run = CliRun.Of(Path.GetDirectoryName(file.Path)!, "check", "--model", file.Path, "--device", "cpu");
        Assert.That(run.Status, Is.EqualTo(ExitStatus.Done), run.Error);
        Assert.That(run.Out, Does.Match(@"device +cpu, by ONNX Runtime 1\.\S+ \(.*onnxruntime.*\): .*nothing to compare\n"));
    }

    [Test]
    public void A_plan_names_its_device()
    {
        using var tiny = new TinyDataset();
        var run = CliRun.Of(tiny.Folder[""], "plan", "--dataset", "tiny", "--method", "gradient", "--metric", "sparseness", "--json");
        Assert.That(run.Status, Is.EqualTo(ExitStatus.Done), run.Error);
        Assert.That(run.Out, Does.Contain("\"device\": \"cpu\""));
    }
}
