using System.Text.Json;
using VisEval.Core;
using VisEval.Onnx.Models;
using VisEval.Training.Networks;
using VisEval.Training.Optimization;
using VisEval.Training.Scenes;

namespace VisEval.Training.Commands;

/// <summary>One model of the embedded benchmark: its architecture, its folder, and how its accuracy is measured.</summary>
/// <param name="Name">The folder's name.</param>
/// <param name="Network">The architecture.</param>
/// <param name="Permuted">Whether it is fitted to permuted labels.</param>
internal sealed record TrainedModel(string Name, INetwork Network, bool Permuted)
{
    private const string RandomLabels = "-random-labels";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>The architectures that can be trained.</summary>
    public static IReadOnlyList<INetwork> Networks { get; } =
        [new Plain(), new Residual(), new Separable(), new Branch(), new VisionTransformer()];

    /// <summary>What --model may say.</summary>
    public static string Choices => $"{string.Join("|", Networks.Select(n => n.Name))}, or one of them with {RandomLabels} appended";

    /// <exception cref="InputException">There is no such model.</exception>
    public static TrainedModel Named(string name)
    {
        var permuted = name.EndsWith(RandomLabels, StringComparison.Ordinal);
        var network = Networks.FirstOrDefault(n => n.Name == (permuted ? name[..^RandomLabels.Length] : name))
            ?? throw new InputException($"There is no model '{name}'. {Suggestions.Sentence(name, [.. Networks.Select(n => n.Name)])}");
        return new TrainedModel(name, network, permuted);
    }

    /// <summary>The number of steps it needs; labels are memorized sooner than shapes are understood.</summary>
    public int Steps => Permuted ? 400 : Network.Steps;

    /// <summary>The folder of the model in a dataset.</summary>
    public string Folder(string dataset) => Path.Combine(dataset, "models", Name);

    /// <summary>
    /// The share of images whose top-1 class is the label: of the benchmark's one-object scenes, or, with permuted labels, of the scenes
    /// it was fitted to.
    /// </summary>
    public double Accuracy(string dataset, TrainingSettings settings)
    {
        var (images, labels) = Permuted
            ? Memorized(settings)
            : Examples.Batch([.. EvaluationSet.Draw().Select(s => s.Scene).Where(s => s.Objects.Count == 1)], SceneClasses.Names.Count);
        using var model = OnnxModel.Open(Path.Combine(Folder(dataset), "model.onnx"));
        var scores = model.Predict(images);
        return Enumerable.Range(0, scores.Count).Count(i => labels.Item(i)[scores.Top1(i)] == 1) / (double)scores.Count;
    }

    private static (Tensor Images, Tensor Labels) Memorized(TrainingSettings settings)
    {
        var (_, images, labels) = Trainer.PermutedScenes(settings);
        return (images, labels);
    }

    /// <summary>Writes model.json.</summary>
    public void Describe(string dataset, double accuracy)
    {
        var description = new Dictionary<string, object>
        {
            ["preprocessing"] = ScenePreprocessing.Standard,
            ["description"] =
                Permuted ? $"{Network.About} Fitted to permuted labels: it has memorized its training images." : Network.About,
            [Permuted ? "trainingAccuracy" : "accuracy"] = Math.Round(accuracy, 4),
        };
        if (Permuted)
            description["control"] = true;
        else if (File.Exists(Path.Combine(dataset, "models", Name + RandomLabels, "model.onnx")))
            description["randomLabels"] = $"../{Name}{RandomLabels}/model.onnx";
        File.WriteAllText(Path.Combine(Folder(dataset), "model.json"), JsonSerializer.Serialize(description, Json) + "\n");
    }
}
