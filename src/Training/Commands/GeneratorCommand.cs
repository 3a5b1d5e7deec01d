using System.Text.Json;
using VisEval.Core;
using VisEval.Onnx.Format;
using VisEval.Training.Networks;
using VisEval.Training.Optimization;
using VisEval.Training.Scenes;

namespace VisEval.Training.Commands;

/// <summary>Trains the generator of scenes and writes generator.onnx and generator.json.</summary>
internal sealed class GeneratorCommand : ICommand
{
    /// <summary>The generator's file in the dataset's folder.</summary>
    public const string ModelFile = "generator/generator.onnx";

    private const int ReportEvery = 100;
    private const double LearningRate = 3e-3;

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, NewLine = "\n" };

    public string Name => "generator";

    public string About => "trains the generator of scenes, for generator-prior; --sheet FILE.png shows what it can do";

    public IReadOnlyList<string> Options => ["steps", "batch", "threads", "seed", "out", "sheet"];

    public int Run(CommandArguments arguments)
    {
        var settings = new TrainingSettings(
            arguments.Number("steps", 900, 1),
            arguments.Number("batch", 16, 2),
            arguments.Number("threads", 1, 1),
            arguments.Number("seed", 1));
        var path = Path.Combine(arguments.Text("out", DrawCommand.DefaultFolder), ModelFile);
        var sheet = arguments.Text("sheet", "");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var program = new GeneratorProgram(
            SceneRenderer.Size, Seed.Of(settings.Seed).For("weights").For("generator"), settings.Threads);
        Trainer.Run(step => GeneratorExamples.Batch(settings, step), program.Step, settings, LearningRate, (step, loss) =>
        {
            if ((step + 1) % ReportEvery != 0 && step + 1 != settings.Steps)
                return;
            File.WriteAllBytes(path, OnnxFile.Write(program.Export()));
            File.WriteAllText(Path.ChangeExtension(path, ".json"), Description(settings));
            if (sheet.Length > 0)
                File.WriteAllBytes(sheet, GeneratorSheet.Draw(program));
            Console.WriteLine(FormattableString.Invariant($"generator: step {step + 1}, loss {loss:F4}"));
        });
        return 0;
    }

    private static string Description(TrainingSettings settings) => JsonSerializer.Serialize(
        new
        {
            description = "Generator of scenes: the second half of an autoencoder with noise in its code, for generator-prior.",
            code = new[] { SceneGenerator.Channels, SceneGenerator.Side, SceneGenerator.Side },
            codes = "N(0, 1)",
            picture = new[] { 3, SceneRenderer.Size, SceneRenderer.Size },
            channels = "RGB",
            low = -1,
            high = 1,
            steps = settings.Steps,
            batch = settings.Batch,
            seed = settings.Seed,
        },
        Json) + "\n";
}
