using System.CommandLine;
using System.Globalization;
using VisEval.Cli.Explaining;
using VisEval.Cli.Output;
using VisEval.Core;
using VisEval.Harness.Configuration;
using VisEval.Harness.Datasets;
using VisEval.Onnx.Runtime;

namespace VisEval.Cli.Commands;

/// <summary><c>viseval explain</c>: heatmaps of single images.</summary>
internal static class ExplainCommand
{
    private const int DescribedAtMost = 20;

    /// <summary>The command.</summary>
    public static Command Create(CliHost host, SharedOptions shared)
    {
        var options = new ExplainOptions();
        var command = new Command("explain", "Heatmaps of single images, for any ONNX classifier.");
        options.AddTo(command);
        command.SetAction(parse => Interruptible.Run(
            () => Execute(host, new ArgumentReader(parse), options, parse.GetValue(shared.Quiet)), host));
        return command;
    }

    private static int Execute(CliHost host, ArgumentReader read, ExplainOptions options, bool quiet)
    {
        var request = options.Read(read, Catalogues.BuiltIn(), host.CurrentDirectory);
        read.ThrowIfAny();
        var notes = new Notes(host, quiet);
        var opened = ModelFile.Open(request.Model, new EngineOptions(request.Threads, request.MemoryMegabytes));
        using var owned = opened.Model as IDisposable;
        // The assumption changes the result: --quiet does not hide it.
        var items = Items(request, opened, host.Error.WriteLine);
        var writer = new ExplainWriter(request, items, opened.Model);
        writer.Check();
        foreach (var item in items.Take(DescribedAtMost))
            notes.Say(Described(item, opened.Model));

        // Printed after the progress bar is gone.
        var (files, remarks) = (new List<string>(), new List<string>());
        void Write(NamedMethod method, IReadOnlyList<Attribution> attributions)
        {
            var written = writer.Write(method, attributions);
            files.AddRange(written.Files);
            remarks.AddRange(written.Remarks);
        }
        var explainer = new Explainer(opened.Model, items, Seed.Of(request.Seed));
        var failures = new ProgressView(host, quiet).Show(progress => explainer.Run(request.Methods, Write, progress, host.Stop));

        foreach (var file in files)
            host.Out.WriteLine(file);
        foreach (var remark in remarks)
            host.Error.WriteLine(remark);
        foreach (var failure in failures)
            host.Error.WriteLine($"{failure.Method.Unit.Key} failed: {failure.Error.Message}");
        return failures.Count == 0 ? ExitStatus.Done : ExitStatus.Failed;
    }

    private static IReadOnlyList<ExplainItem> Items(ExplainRequest request, OpenedModel opened, Action<string> say)
    {
        var pictures = request.Formats.HasFlag(OutputFormats.Png);
        if (request.Input is null)
            return ExplainItems.FromPictures(request.Images, PictureInput.For(request.Preprocessing, opened, say), request.Targets, pictures, opened.Model);
        var preprocessing = request.Preprocessing is null ? opened.Description?.Preprocessing : PictureInput.For(request.Preprocessing, opened, say);
        return ExplainItems.FromArray(request.Input, preprocessing, request.Targets, pictures, opened.Model);
    }

    private static string Described(ExplainItem item, IModel model)
    {
        var scores = model.Predict(item.Input);
        var top = scores.Top1(0);
        string Percent(int target) => scores.Probability(0, target).ToString("0.0 %", CultureInfo.InvariantCulture);
        return item.Target == top
            ? $"{item.Name}: class {top}, the model's first choice ({Percent(top)})"
            : $"{item.Name}: class {item.Target} ({Percent(item.Target)}); the model's first choice is {top} ({Percent(top)})";
    }
}
