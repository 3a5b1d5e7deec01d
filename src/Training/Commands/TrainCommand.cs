using System.Text.Json;
using VisEval.Core;
using VisEval.Onnx.Format;
using VisEval.Onnx.Runtime;
using VisEval.Training.Networks;
using VisEval.Training.Optimization;
using VisEval.Training.Scenes;

namespace VisEval.Training.Commands;

/// <summary>Trains one embedded model and writes model.onnx and model.json.</summary>
internal sealed class TrainCommand : ICommand
{
    private static readonly INetwork[] Networks = [new Plain(), new Residual(), new Separable()];

    private const string RandomLabels = "-random-labels";

    public string Name => "train";

    public string About => $"trains --model {string.Join("|", Networks.Select(n => n.Name))}, or one of them with {RandomLabels} appended";

    public IReadOnlyList<string> Options => ["model", "steps", "batch", "threads", "seed", "images", "evaluate", "out"];

    public int Run(CommandArguments arguments)
    {
        var name = arguments.Text("model", Networks[0].Name);
        var permuted = name.EndsWith(RandomLabels, StringComparison.Ordinal);
        var network = Networks.FirstOrDefault(n => n.Name == (permuted ? name[..^RandomLabels.Length] : name))
            ?? throw new InputException($"There is no model '{name}'. {Suggestions.Sentence(name, [.. Networks.Select(n => n.Name)])}");
        var settings = new TrainingSettings(
            arguments.Number("steps", 2400, 1), arguments.Number("batch", 64, 2), Threads: arguments.Number("threads", 1, 1), Seed: arguments.Number("seed", 1));
        var folder = Path.Combine(arguments.Text("out", Path.Combine("datasets", "scenes")), "models", name);
        Directory.CreateDirectory(folder);

        var seed = Seed.Of(settings.Seed).For("weights").For(name);
        using var program = new TrainingProgram(network, SceneRenderer.Size, SceneClasses.Names.Count, seed, settings.Threads);
        var memorized = permuted ? Trainer.PermutedScenes(settings, arguments.Number("images", 512, settings.Batch)) : default;
        var (images, labels) = permuted ? (memorized.Images, memorized.Labels) : Unseen(arguments.Number("evaluate", 500, 1), settings);
        Trainer.Run(program, permuted ? memorized.Source : Trainer.FreshScenes(settings), settings, network.LearningRate, (step, loss) =>
        {
            if ((step + 1) % 200 != 0 && step + 1 != settings.Steps)
                return;
            var file = Path.Combine(folder, "model.onnx");
            File.WriteAllBytes(file, OnnxFile.Write(program.Export()));
            var accuracy = Accuracy(file, images, labels);
            Console.WriteLine(FormattableString.Invariant($"{name}: step {step + 1}, loss {loss:F4}, accuracy on {(permuted ? "the memorized" : "unseen")} images {accuracy:P1}"));
            WriteDescription(folder, network, permuted, accuracy);
        });
        return 0;
    }

    private static (Tensor Images, Tensor Labels) Unseen(int count, TrainingSettings settings) => Examples.Batch(
        [.. Enumerable.Range(0, count).Select(i => SceneRenderer.Draw(Seed.Of(settings.Seed).For("unseen").For(i), objects: 1))],
        SceneClasses.Names.Count);

    private static double Accuracy(string file, Tensor images, Tensor labels)
    {
        using var model = OnnxModel.Open(file);
        var scores = model.Predict(images);
        return Enumerable.Range(0, scores.Count).Count(i => labels.Item(i)[scores.Top1(i)] == 1) / (double)scores.Count;
    }

    private static void WriteDescription(string folder, INetwork network, bool permuted, double accuracy)
    {
        var description = new Dictionary<string, object>
        {
            ["description"] = permuted ? $"{network.About} Fitted to permuted labels: it has memorized its training images." : network.About,
            [permuted ? "trainingAccuracy" : "accuracy"] = Math.Round(accuracy, 4),
        };
        if (permuted)
            description["control"] = true;
        File.WriteAllText(Path.Combine(folder, "model.json"), JsonSerializer.Serialize(description, Json) + "\n");
    }

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };
}
