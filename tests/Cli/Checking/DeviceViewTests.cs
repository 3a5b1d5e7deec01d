using VisEval.Cli.Checking;
using VisEval.Cli.Hosting;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Inspection;

namespace VisEval.Tests.Cli.Checking;

public sealed class DeviceViewTests
{
    private static readonly PlacedNode OnCuda = new("conv1", "Conv", "CUDAExecutionProvider");
    private static readonly PlacedNode OnCpu = new("shape", "Gather", "CPUExecutionProvider");

    [Test]
    public void Places_differences_and_findings_are_told()
    {
        var report = new DeviceReport(
            [OnCuda, OnCuda, OnCpu], [OnCuda],
            [
                new Deviation("scores", 2e-6, 1e-4),
                new Deviation("gradient", 0.5, 1e-3),
                new Deviation("guided-backprop", 0, 1e-3) { NotCompared = "no rule" },
                new Deviation("lrp", double.PositiveInfinity, 1e-3) { Refused = "out of memory" },
            ],
            12,
            [
                new("MaxPool", "pool", "result 1 differs from the CPU's in whole numbers or flags", true),
                new("Sum", "s", "last bits", false),
            ]);
        using var text = new StringWriter();
        DeviceView.Write(report, new Device("cuda"), 4, new CliHost(text, TextWriter.Null));
        Assert.That(report.IsSound, Is.False);
        Assert.That(text.ToString().Split('\n').Skip(1), Is.EqualTo(new[]
        {
            "device        scores: 2 of 3 operators run on cuda, the others on the CPU:",
            "on the CPU    1 Gather: shape",
            "device        gradient: 1 of 1 operators run on cuda",
            "device        scores: agree, largest difference 2E-6 of the largest value, 4 images (1E-4 is allowed)",
            "device        gradient: DIFFER, largest difference 5E-1 of the largest value, 4 images (1E-3 is allowed)",
            "device        guided-backprop: not compared: no rule",
            "device        lrp: NOT computed: out of memory",
            "device        12 operators of the network and its backward passes tried one by one: 1 differ from the CPU, 1 from one run "
                + "to the next",
            "DIFFERS       MaxPool (pool): result 1 differs from the CPU's in whole numbers or flags",
            "unrepeated    Sum (s): last bits",
            "",
        }));
    }

    [Test]
    public void What_is_only_unrepeated_is_sound() => Assert.That(
        new DeviceReport([OnCuda], [], [new("scores", 0, 1e-4)], 1, [new("Sum", "s", "last bits", false)]).IsSound);
}
