using System.CommandLine;
using System.Globalization;
using VisEval.Cli.Hosting;
using VisEval.Cli.Options;
using VisEval.Cli.Output;
using VisEval.Harness.Configuration;
using VisEval.Harness.Configuration.Explaining;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Reports.Heatmaps;
using VisEval.Harness.Results;

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
        var request = options.Read(read, host.CurrentDirectory);
        var assumptions = new List<string>();
        using var plan = options.IsComplete(read.Parse) ? read.Try(() => ExplainPlanner.Plan(request, assumptions.Add)) : null;
        read.ThrowIfAny();
        // An assumption changes the result: --quiet does not hide it.
        foreach (var assumption in assumptions.Concat(DatasetProblems.Of([plan!.Job])))
            host.Error.WriteLine(assumption);
        return Explained(host, request, plan, quiet);
    }

    private static int Explained(CliHost host, ExplainRequest request, ExplainPlan plan, bool quiet)
    {
        var notes = new Notes(host, quiet);
        if (ReferenceText.Of(plan.Job) is { } references)
            notes.Say(references);
        var files = new HeatmapFiles(
            Layout(request, plan), plan.Job.Sources.Count, plan.Job.CellCount / plan.Job.Sources.Count);
        var outcomes = new Inapplicable(files);
        foreach (var sentence in NamesOfFiles(request))
            notes.Say(sentence);
        new ProgressView(host, quiet).Show(progress =>
        {
            try
            {
                Explanations.Make(plan.Job, plan.Options, outcomes, progress, host.Stop);
            }
            catch (OperationCanceledException) when (host.Stop.IsCancellationRequested)
            {
                files.Stopped();
                throw;
            }
            return files;
        });

        foreach (var image in plan.Job.Images.Images.Take(DescribedAtMost).Select(i => files.Images[i.Id]).OfType<ImageOutcome.Loaded>())
            foreach (var target in plan.Job.Images.Targets(image.Image, image.Prediction.Top1))
                notes.Say(Described(plan.ImageNames[image.Image.Id], image, target, plan.Opened.Network.ClassNames));
        if (plan.Job.Images.Images.Count - DescribedAtMost is > 0 and var others)
            notes.Say($"The explained classes of {others} more images are not listed{Listed(request, plan, files)}.");
        if (Array(request, files) is { } array)
            notes.Say($"Images and classes of the maps stand beside each array, as in {MapList.Of(array)}: run --maps NAME={array} takes "
                + "them.");
        foreach (var same in files.Equal(plan.Job.Sources.Select(s => s.Key)))
            notes.Say($"The maps of {Text(same)} are equal up to a factor: one explanation, not {same.Count}.");
        return Report(host, plan, files, outcomes);
    }

    private static string? Array(ExplainRequest request, HeatmapFiles files) => request.Dataset is null
        ? null
        : files.Results.Values.SelectMany(r => r.Files).FirstOrDefault(f => f.EndsWith(".npy", StringComparison.Ordinal));

    private static string Text(IReadOnlyList<string> methods) => $"{string.Join(", ", methods.SkipLast(1))} and {methods[^1]}";

    // An array says nothing of its maps; the names of overlays do.
    private static string Listed(ExplainRequest request, ExplainPlan plan, HeatmapFiles files)
    {
        if (!request.Formats.HasFlag(OutputFormats.Npy) || files.Results.Values.All(r => r.Files.Count == 0))
            return "";
        var images = plan.Job.Images.Images.Select(i => (
            plan.ImageNames[i.Id], files.Images[i.Id],
            plan.Job.Images.Targets(i, (files.Images[i.Id] as ImageOutcome.Loaded)?.Prediction.Top1 ?? -1)));
        return $" here, all of them in {ExplainedClasses.Write(request.Out, images, plan.Opened.Network.ClassNames)}";
    }

    // Files on standard output, everything else on standard error, in the order of the methods.
    private static int Report(CliHost host, ExplainPlan plan, HeatmapFiles files, Inapplicable outcomes)
    {
        foreach (var sentence in plan.Job.Sources.Select(s => outcomes.Sentence(s.Key)).OfType<string>())
            host.Error.WriteLine(sentence);
        List<HeatmapResult> results =
            [.. plan.Job.Sources.Where(s => outcomes.Sentence(s.Key) is null).Select(s => files.Results[s.Key])];
        foreach (var file in results.SelectMany(r => r.Files))
            host.Out.WriteLine(file);
        foreach (var remark in results.SelectMany(r => r.Remarks))
            host.Error.WriteLine(remark);
        foreach (var image in plan.Job.Images.Images.Select(i => files.Images[i.Id]).OfType<ImageOutcome.Failed>())
            host.Error.WriteLine($"{plan.ImageNames[image.Image.Id]} failed: {image.Error}");
        foreach (var error in results.Select(r => r.Error).OfType<string>())
            host.Error.WriteLine(error);
        return results.All(r => r.Error is null) ? ExitStatus.Done : ExitStatus.Failed;
    }

    // The file is named by the method; what it holds, and what it takes the place of, the name does not say.
    private static IEnumerable<string> NamesOfFiles(ExplainRequest request)
    {
        if (!request.Formats.HasFlag(OutputFormats.Npy))
            yield break;
        foreach (var method in request.Methods)
        {
            var exists = File.Exists(Path.Combine(request.Out, method.FileName + ".npy"));
            if (exists || method.FileName != method.Unit.Key)
                yield return $"{method.FileName}.npy{(exists ? ", which exists, is replaced:" : ":")} the maps of {method.Unit.Key}.";
        }
    }

    private static HeatmapLayout Layout(ExplainRequest request, ExplainPlan plan) => new(
        request.Out,
        request.Formats.HasFlag(OutputFormats.Npy),
        request.Formats.HasFlag(OutputFormats.Png),
        request.Raw,
        request.Methods.ToDictionary(m => m.Unit.Key, m => m.FileName),
        plan.ImageNames,
        plan.NamesTarget,
        plan.Targets,
        plan.Job.Images.WholePicture)
    {
        Lists = request.Dataset is not null,
    };

    private static string Described(string name, ImageOutcome.Loaded image, int target, IReadOnlyList<string> names)
    {
        var (top, scores) = (image.Prediction.Top1, image.Scores);
        if (!scores.HasProbabilities)
            return string.Create(CultureInfo.InvariantCulture, $"{name}: output {target} is {scores.Logit(0, target):g6}");
        string Percent(int c) => scores.Probability(0, c).ToString("0.0 %", CultureInfo.InvariantCulture);
        string Class(int c) => c < names.Count ? $"{c} '{names[c]}'" : $"{c}";
        return target == top
            ? $"{name}: class {Class(top)}, the model's first choice ({Percent(top)})"
            : $"{name}: class {Class(target)} ({Percent(target)}); the model's first choice is {Class(top)} ({Percent(top)})";
    }
}
