using System.Globalization;
using VisEval.Cli.Hosting;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Inspection;

namespace VisEval.Cli.Checking;

/// <summary>What <c>viseval check --device</c> prints of a device.</summary>
internal static class DeviceView
{
    private const int MostLines = 20;

    /// <summary>What the CPU is.</summary>
    public static void WriteCpu(CliHost host) => CheckView.WriteLine(
        "device", $"cpu, by {RuntimeLibrary.Description}: the numbers that other devices are compared with; nothing to compare", host);

    /// <summary>Where the operators ran, how far the numbers lie from the CPU's, and which operators differ.</summary>
    public static void Write(DeviceReport report, Device device, int images, CliHost host)
    {
        CheckView.WriteLine("device", $"{device}, by {RuntimeLibrary.Description}", host);
        WritePlaces("scores", report.Forward, device, host);
        if (report.Backward.Count > 0)
            WritePlaces("gradient", report.Backward, device, host);
        foreach (var deviation in report.Deviations)
            CheckView.WriteLine("device", Sentence(deviation, images), host);
        CheckView.WriteLine(
            "device",
            $"{report.Tried} operators of the network and its backward passes tried one by one: "
                + $"{report.Findings.Count(f => f.IsWrong)} differ from the CPU, "
                + $"{report.Findings.Count(f => !f.IsWrong)} from one run to the next",
            host);
        foreach (var finding in report.Findings.Take(MostLines))
            CheckView.WriteLine(finding.IsWrong ? "DIFFERS" : "unrepeated", $"{finding.Operator} ({finding.Node}): {finding.What}", host);
        if (report.Findings.Count > MostLines)
            CheckView.WriteLine("device", $"{report.Findings.Count - MostLines} more findings are left out", host);
    }

    private static void WritePlaces(string graph, IReadOnlyList<PlacedNode> nodes, Device device, CliHost host)
    {
        var left = nodes.Where(n => n.IsOnCpu).ToList();
        CheckView.WriteLine(
            "device",
            $"{graph}: {nodes.Count - left.Count} of {nodes.Count} operators run on {device}"
                + (left.Count == 0 ? "" : ", the others on the CPU:"),
            host);
        foreach (var group in left.GroupBy(n => n.Operator))
        {
            var names = string.Join(", ", group.Take(MostLines).Select(n => n.Name.Length > 0 ? n.Name : "(no name)"));
            CheckView.WriteLine("on the CPU", $"{group.Count()} {group.Key}: {names}{(group.Count() > MostLines ? ", …" : "")}", host);
        }
    }

    private static string Sentence(Deviation deviation, int images) => deviation.NotCompared is { } why
        ? $"{deviation.What}: not compared: {why}"
        : deviation.Refused is { } refused
        ? $"{deviation.What}: NOT computed: {refused}"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{deviation.What}: {(deviation.Agrees ? "agree" : "DIFFER")}, largest difference {deviation.Largest:0.#E+0} of the largest "
                + $"value, {images} images ({deviation.Allowed:0.#E+0} is allowed{Rounding(deviation)})");

    private static string Rounding(Deviation deviation) => !deviation.IsRounding ? "" : string.Create(
        CultureInfo.InvariantCulture, $", but the last bits of the pixels alone change it by {deviation.Rounding:0.#E+0}");
}
