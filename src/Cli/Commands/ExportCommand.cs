using System.CommandLine;
using System.Globalization;
using VisEval.Cli.Hosting;
using VisEval.Cli.Options;
using VisEval.Cli.Output;
using VisEval.Harness.Configuration.Exporting;
using VisEval.Onnx.Graphs;

namespace VisEval.Cli.Commands;

/// <summary><c>viseval export</c>: a network and its explanations as one ONNX file.</summary>
internal static class ExportCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliHost host, SharedOptions shared)
    {
        var options = new ExportOptions();
        var command = new Command(
            "export", "A network with its heatmaps as one ONNX file, for any program that runs ONNX: C#, Python, C++, the browser.");
        options.AddTo(command);
        command.SetAction(parse => Interruptible.Run(
            () => Execute(host, new ArgumentReader(parse), options, parse.GetValue(shared.Quiet)), host));
        return command;
    }

    private static int Execute(CliHost host, ArgumentReader read, ExportOptions options, bool quiet)
    {
        var catalogues = options.Catalogues(read, host.CurrentDirectory);
        var request = options.Read(read, catalogues, host.CurrentDirectory);
        var warnings = new List<string>();
        using var plan = options.IsComplete(read.Parse)
            ? read.Try(() => ExportPlanner.Plan(request, catalogues.Methods, warnings.Add))
            : null;
        read.ThrowIfAny();
        foreach (var warning in warnings)
            host.Error.WriteLine(warning);
        var notes = new Notes(host, quiet);
        if (File.Exists(request.Out))
            notes.Say($"{request.Out}, which exists, is replaced.");
        var file = plan!.Write(host.Stop);
        host.Out.WriteLine(file.Path);
        notes.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{file.Bytes / 1e6:0.0} MB, operator set {file.Opset}, IR version {file.IrVersion}. "
            + $"Inputs: {string.Join(", ", file.Inputs.Select(Described))}."));
        foreach (var map in file.Maps)
            notes.Say($"Output '{map.Output}': {map.Method}, {(map.IsRandomized ? "as explain --raw has it, but of stored draws"
                : "the values of explain --raw")}.");
        foreach (var remark in plan.Remarks)
            notes.Say(remark);
        return ExitStatus.Done;
    }

    private static string Described(GraphInput input) =>
        $"'{input.Name}' {input.Type.ToString().ToLowerInvariant()} "
        + $"[{string.Join("×", input.Dims.Select(d => d?.ToString(CultureInfo.InvariantCulture) ?? "N"))}]";
}
