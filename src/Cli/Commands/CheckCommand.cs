using System.CommandLine;
using VisEval.Cli.Checking;
using VisEval.Cli.Hosting;
using VisEval.Cli.Options;
using VisEval.Core;
using VisEval.Harness.Configuration;
using VisEval.Harness.Configuration.Checking;
using VisEval.Harness.Datasets;
using VisEval.Harness.Input;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Gradients;
using VisEval.Onnx.Inspection;
using VisEval.Onnx.Loading;
using VisEval.Onnx.Models;

namespace VisEval.Cli.Commands;

/// <summary><c>viseval check</c>: can this model be read, run, differentiated?</summary>
internal static class CheckCommand
{
    private const int Directions = 8;

    /// <summary>The command.</summary>
    public static Command Create(CliHost host)
    {
        var model = new Option<string>("--model") { HelpName = "FILE", Description = "An ONNX image classifier.", Required = true };
        var input = CommonOptions.One(
            "--input", "FILE.npy", "Images to check the gradient at, N×C×H×W, normalized; the first is taken. Default: noise");
        var dataset = CommonOptions.One(
            "--dataset", "D",
            "A name under datasets/, a folder, or a dataset.json: how many of its images are recognized, as stated and with other "
            + $"channel orders, scales, means, crops and labels; {PreprocessingTrial.MostImages} images spread over it");
        var preprocessing = PreprocessingOption.Create("How a picture becomes input, for --dataset");
        var seed = SettingOptions.Seed();
        var threads = SettingOptions.Threads("Threads of the engine.");
        var memory = SettingOptions.MaxMemory();
        var network = new ModelOptions();
        var command = new Command(
            "check",
            "Can this model be read, run, differentiated? Operators without a rule, the gradient against differences, layers, remarks.")
        {
            model, input, dataset, preprocessing, seed, threads, memory,
        };
        network.AddTo(command);
        command.SetAction(parse =>
        {
            var read = new ArgumentReader(parse);
            var start = Seed.Of(read.Value(seed) ?? Settings.DefaultSeed);
            var engine = new EngineOptions(read.Value(threads) ?? Settings.DefaultThreads, read.Value(memory) ?? Settings.DefaultMemory);
            var choices = network.Read(read);
            var stated = PreprocessingOption.Read(preprocessing, read, host.CurrentDirectory);
            read.ThrowIfAny();
            var path = Path.GetFullPath(parse.GetValue(model)!, host.CurrentDirectory);
            return Interruptible.Run(() =>
                Execute(host, path, choices, parse.GetValue(input), parse.GetValue(dataset), stated, start, engine), host);
        });
        return command;
    }

    private static int Execute(
        CliHost host, string path, NetworkChoices choices, string? input, string? dataset, Preprocessing? stated, Seed seed,
        EngineOptions engine)
    {
        InputFile.Check(path);
        var description = ModelFile.ReadDescription(path);
        choices = ImagesAtHand.With(choices, input is null ? null : Path.GetFullPath(input, host.CurrentDirectory));
        using var model = OnnxModel.Open(path, engine, description?.CamTensor, choices.Or(description?.Choices), host.Stop);
        var image = input is null
            ? Noise(model.Input, seed)
            : InputArray.Read(Path.GetFullPath(input, host.CurrentDirectory), model.Input).Items(0, 1);
        var inspection = ModelInspection.Of(model);
        CheckView.Write(inspection, description, host);

        var scores = model.Predict(image);
        List<string> remarks =
        [
            .. inspection.Suspicions, .. inspection.NonFinite.Where(w => w.NaNs == 0).Select(w => w.Sentence),
            .. ImageRemarks.Of(input is null ? null : image, scores, inspection.Meaning.AreProbabilities),
        ];
        // What is not finite agrees with nothing: there is no derivative to compare.
        var sound = CheckView.WriteNonFinite(inspection, scores, host) && WriteGradient(model, image, inspection, seed, host);
        CheckView.WriteRemarks(remarks, host);
        if (dataset is not null)
            Try(new OpenedModel(model, description, "").With(stated), path, dataset, host);
        return sound ? ExitStatus.Done : ExitStatus.Failed;
    }

    private static void Try(OpenedModel opened, string path, string dataset, CliHost host)
    {
        var images = TrialImages.Open(dataset, host.CurrentDirectory, opened, PreprocessingTrial.MostImages);
        if (LabelDoubt.Of(Path.GetFileName(path), opened.Model, images.Dataset.Manifest.Name, images.Dataset.Manifest.Classes) is { } doubt)
            CheckView.WriteLine("suspicion", doubt, host);
        var trial = new PreprocessingTrial(opened.Model, images.Dataset, images.Images, host.Stop);
        PreprocessingView.Write(images, trial.Run(images.Stated), host);
    }

    private static bool WriteGradient(OnnxModel model, Tensor image, ModelInspection inspection, Seed seed, CliHost host)
    {
        try
        {
            Tensor Raw(ClassScores scores) => inspection.Meaning.AreProbabilities ? scores.Probabilities : scores.Logits;
            var checks = GradientCheck.Run(model, image, Raw, Directions, seed, host.Stop);
            return CheckView.WriteGradient(checks, model.Network.ClosedPaths, host);
        }
        catch (NoGradientRuleException missing)
        {
            CheckView.WriteLine("gradient", missing.Message, host);
            return false;
        }
    }

    private static Tensor Noise(ImageSize size, Seed seed)
    {
        var noise = Tensor.Zeros(1, size.Channels, size.Height, size.Width);
        var random = seed.For("noise").Random();
        for (var i = 0; i < noise.Length; i++)
            noise.Values[i] = (float)random.NextGaussian();
        return noise;
    }
}
