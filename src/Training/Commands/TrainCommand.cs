using VisEval.Core;
using VisEval.Onnx.Format;
using VisEval.Training.Optimization;
using VisEval.Training.Scenes;

namespace VisEval.Training.Commands;

/// <summary>Trains one embedded model and writes model.onnx and model.json.</summary>
internal sealed class TrainCommand : ICommand
{
    private const int ReportEvery = 200;

    public string Name => "train";

    public string About => $"trains --model {TrainedModel.Choices}";

    public IReadOnlyList<string> Options => ["model", "steps", "batch", "threads", "seed", "out"];

    public int Run(CommandArguments arguments)
    {
        var model = TrainedModel.Named(arguments.Text("model", "plain"));
        var settings = new TrainingSettings(
            arguments.Number("steps", model.Steps, 1),
            arguments.Number("batch", 64, 2),
            arguments.Number("threads", 1, 1),
            arguments.Number("seed", 1));
        var dataset = arguments.Text("out", DrawCommand.DefaultFolder);
        Directory.CreateDirectory(model.Folder(dataset));

        using var program = new TrainingProgram(
            model.Network, SceneRenderer.Size, SceneClasses.Names.Count, Seed.Of(settings.Seed).For("weights").For(model.Name),
            settings.Threads);
        var source = model.Permuted ? Trainer.PermutedScenes(settings).Source : Trainer.FreshScenes(settings);
        Trainer.Run(program, source, settings, model.Network.LearningRate, (step, loss) =>
        {
            if ((step + 1) % ReportEvery != 0 && step + 1 != settings.Steps)
                return;
            File.WriteAllBytes(Path.Combine(model.Folder(dataset), "model.onnx"), OnnxFile.Write(program.Export()));
            var accuracy = model.Accuracy(dataset, settings);
            model.Describe(dataset, accuracy);
            Console.WriteLine(FormattableString.Invariant($"{model.Name}: step {step + 1}, loss {loss:F4}, accuracy {accuracy:P1}"));
        });
        return 0;
    }
}
