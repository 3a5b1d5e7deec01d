using System.CommandLine;
using VisEval.Cli.Checking;
using VisEval.Cli.Hosting;
using VisEval.Cli.Options;
using VisEval.Core;
using VisEval.Harness.Configuration;
using VisEval.Harness.Configuration.Checking;
using VisEval.Harness.Datasets;
using VisEval.Harness.Datasets.Opening;
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
    private const int DeviceImages = 4;

    /// <summary>The command.</summary>
    public static Command Create(CliHost host)
    {
        var model = NetworkOption.Create();
        var plugins = new PluginOption();
        var input = CommonOptions.One(
            "--input", "FILE.npy", "Images to check the gradient at, N×C×H×W, normalized; the first is taken, for --device the first "
            + $"{DeviceImages}. Default: noise");
        var dataset = CommonOptions.One(
            "--dataset", "D",
            "A name under datasets/, a folder, or a dataset.json: how many of its images are recognized, as stated and with other "
            + $"channel orders, scales, means, crops and labels; {PreprocessingTrial.MostImages} images spread over it");
        var preprocessing = PreprocessingOption.Create("How a picture becomes input, for --dataset");
        var seed = SettingOptions.Seed();
        var threads = SettingOptions.Threads("Threads of the engine.");
        var memory = SettingOptions.MaxMemory();
        var (network, layout, device) = (new ModelOptions(), new DatasetArguments(), new DeviceArguments());
        var command = new Command(
            "check",
            "Can this model be read, run, differentiated? Operators without a rule, the gradient against differences, layers, remarks.")
        {
            model, input, dataset, plugins.Option, preprocessing, seed, threads, memory,
        };
        network.AddTo(command);
        foreach (var option in layout.Reading().Concat(device.All))
            command.Add(option);
        command.SetAction(parse =>
        {
            var read = new ArgumentReader(parse);
            var start = Seed.Of(read.Value(seed) ?? Settings.DefaultSeed);
            var engine = new EngineOptions(read.Value(threads) ?? Settings.DefaultThreads, read.Value(memory) ?? Settings.DefaultMemory)
                .On(device.Read(read));
            var formats = plugins.Catalogues(read, host.CurrentDirectory).Formats;
            var trial = new Trial(
                parse.GetValue(dataset), layout.Read(read, host.CurrentDirectory) with { Formats = formats },
                PreprocessingOption.Read(preprocessing, read, host.CurrentDirectory), device.IsGiven(read));
            var choices = network.Read(read);
            if (parse.GetValue(model) is null)
                read.Mistake(NetworkOption.Missing);
            var said = new List<string>();
            var found = parse.GetValue(model) is { } text
                ? read.Try(() => new NamedNetworks(host.CurrentDirectory).Find(text, said.Add))
                : null;
            read.ThrowIfAny();
            foreach (var sentence in said)
                host.Error.WriteLine(sentence);
            var path = found!.Path;
            return Interruptible.Run(() =>
                Execute(host, path, choices, parse.GetValue(input), trial, start, engine), host);
        });
        return command;
    }

    private static int Execute(
        CliHost host, string path, NetworkChoices choices, string? input, Trial trial, Seed seed, EngineOptions engine)
    {
        InputFile.Check(path);
        var description = ModelFile.ReadDescription(path);
        var array = input is null ? null : Path.GetFullPath(input, host.CurrentDirectory);
        choices = ImagesAtHand.With(choices.Or(trial.Stated?.Choices), array);
        choices = choices.Or(description?.Choices);
        using var model = OnnxModel.Open(path, engine with { Device = Device.Cpu }, choices.CamTensor, choices, host.Stop);
        var images = array is null
            ? Noise(model.Input, seed)
            : InputArray.Read(array, model.Input) is var all && all.BatchSize > DeviceImages ? all.Items(0, DeviceImages) : all;
        var image = images.Items(0, 1);
        var inspection = ModelInspection.Of(model);
        CheckView.Write(
            inspection,
            trial.Stated is not null ? "stated with --preprocessing"
                : description?.Preprocessing is not null ? "stated in the JSON file beside the model"
                : "not stated; a model.json beside the model can state it, or --preprocessing",
            host);

        var scores = model.Predict(image);
        List<string> remarks =
        [
            .. inspection.Suspicions, .. inspection.NonFinite.Where(w => w.NaNs == 0).Select(w => w.Sentence),
            .. InputFit.Remarks(model.Network),
            .. ImageRemarks.Of(input is null ? null : image, scores, inspection.Meaning.AreProbabilities),
            .. model.Network.ScoreDoubt is { } doubt ? [doubt] : Array.Empty<string>(),
        ];
        // What is not finite agrees with nothing: there is no derivative to compare.
        var sound = CheckView.WriteNonFinite(inspection, scores, host) && WriteGradient(model, image, inspection, seed, host);
        CheckView.WriteRemarks([.. remarks.Distinct()], host);
        if (trial.Dataset is { } dataset)
            Try(new OpenedModel(model, description, "").With(trial.Stated?.Preprocessing), path, dataset, trial.Options, host);
        if (trial.IsDeviceAsked)
            sound &= TryDevice(model, path, choices, images, inspection, seed, engine, host);
        return sound ? ExitStatus.Done : ExitStatus.Failed;
    }

    private static void Try(OpenedModel opened, string path, string dataset, DatasetOptions options, CliHost host)
    {
        var images = TrialImages.Open(dataset, options, host.CurrentDirectory, opened, PreprocessingTrial.MostImages);
        if (LabelDoubt.Of(Path.GetFileName(path), opened.Model, images.Dataset.Manifest.Name, images.Dataset.Manifest.Classes) is { } doubt)
            CheckView.WriteLine("suspicion", doubt, host);
        PreprocessingView.Write(images, new PreprocessingTrial(opened.Model, images.Dataset, images.Images, host.Stop), host);
    }

    private static bool TryDevice(
        OnnxModel cpu, string path, NetworkChoices choices, Tensor images, ModelInspection inspection, Seed seed, EngineOptions engine,
        CliHost host)
    {
        if (engine.Device.IsCpu)
        {
            DeviceView.WriteCpu(host);
            return true;
        }
        try
        {
            using var device = OnnxModel.Open(path, engine, choices.CamTensor, choices, host.Stop);
            Tensor Raw(ClassScores scores) => inspection.Meaning.AreProbabilities ? scores.Probabilities : scores.Logits;
            var report = DeviceReport.Of(device, cpu, engine.Device, images, Raw, seed, host.Stop);
            DeviceView.Write(report, engine.Device, images.BatchSize, host);
            return report.IsSound;
        }
        // The file is sound on the CPU: it is the device that cannot run it.
        catch (InputException refusal)
        {
            CheckView.WriteLine("device", $"{engine.Device}: {refusal.Message}", host);
            return false;
        }
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
        var noise = Tensor.Zeros(DeviceImages, size.Channels, size.Height, size.Width);
        var random = seed.For("noise").Random();
        for (var i = 0; i < noise.Length; i++)
            noise.Values[i] = (float)random.NextGaussian();
        return noise;
    }

    // What is tried on labelled images and on a device.
    private sealed record Trial(string? Dataset, DatasetOptions Options, StatedInput? Stated, bool IsDeviceAsked);
}
