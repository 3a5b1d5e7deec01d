using VisEval.Core;
using VisEval.Onnx.Format;
using VisEval.Onnx.Models;
using VisEval.Tests.Testing;
using VisEval.Training.Commands;
using VisEval.Training.Networks;
using VisEval.Training.Optimization;
using VisEval.Training.Scenes;

namespace VisEval.Tests.Training.Optimization;

/// <summary>The generator of scenes: its loss, its derivative, and the file in the repository.</summary>
public sealed class GeneratorProgramTests
{
    private static readonly string Committed =
        Path.Combine(Repository.Root, DrawCommand.DefaultFolder, GeneratorCommand.ModelFile);

    [Test]
    public void The_derivative_with_respect_to_every_weight_is_that_of_finite_differences()
    {
        float[] steps = [1e-2f, 1e-3f, 3e-4f, 1e-4f];
        using var program = Program();
        var batch = GeneratorExamples.Batch(new TrainingSettings(1, 2), 0);
        Assert.Multiple(() =>
        {
            foreach (var ((weight, values), slope) in program.Weights.Zip(Slopes(program, batch)))
            {
                var length = Math.Sqrt(slope.Sum(s => (double)s * s));
                var start = values.Values.ToArray();
                var differences = steps.Select(h => (LossAt(h) - LossAt(-h)) / (2 * h)).ToList();
                start.CopyTo(values.Values.AsSpan());
                Assert.That(differences, Has.Some.EqualTo(length).Within(0.02 * length + 0.005), weight);

                double LossAt(float step)
                {
                    for (var i = 0; i < start.Length; i++)
                        values.Values[i] = start[i] + (float)(step * slope[i] / Math.Max(length, 1e-6));
                    return program.Step(batch, new AdamW(), 0);
                }
            }
        });
    }

    [Test]
    public void The_loss_falls_on_a_batch_seen_again_and_a_seed_gives_the_same_file()
    {
        var settings = new TrainingSettings(8, 4);
        var batch = GeneratorExamples.Batch(settings, 0);
        Assert.That(batch.Importance.Values.Average(v => (double)v), Is.EqualTo(1).Within(1e-5));
        Assert.That(Train(), Is.EqualTo(Train()));

        byte[] Train()
        {
            using var program = Program();
            var optimizer = new AdamW();
            var losses = Enumerable.Range(0, settings.Steps).Select(_ => program.Step(batch, optimizer, 2e-3)).ToList();
            Assert.That(losses[^1], Is.LessThan(0.9f * losses[0]), string.Join(" ", losses));
            return OnnxFile.Write(program.Export());
        }
    }

    [Test]
    public void The_committed_generator_is_small_and_draws_what_its_description_says()
    {
        Assert.That(new FileInfo(Committed).Length, Is.LessThanOrEqualTo(1_000_000));
        using var generator = LatentNetwork.Open(Committed);
        Assert.That(generator.CodeShape, Is.EqualTo(new[] { SceneGenerator.Channels, SceneGenerator.Side, SceneGenerator.Side }));
        Assert.That(generator.Picture, Is.EqualTo(new ImageSize(3, SceneRenderer.Size, SceneRenderer.Size)));
        var random = Seed.Of(1).Random();
        var code = Enumerable.Range(0, generator.CodeLength).Select(_ => (float)random.NextGaussian()).ToArray();
        var picture = generator.Generate(code);
        Assert.That(picture.Values, Has.All.InRange(-1, 1));
        Assert.That(picture.Values.Max() - picture.Values.Min(), Is.GreaterThan(0.5));
        var description = File.ReadAllText(Path.ChangeExtension(Committed, ".json"));
        Assert.That(description, Does.Contain("\"low\": -1").And.Contain("\"high\": 1").And.Contain("\"codes\": \"N(0, 1)\""));
    }

    [Test]
    public void The_derivative_of_the_committed_generator_is_that_of_differences()
    {
        using var generator = LatentNetwork.Open(Committed);
        var random = Seed.Of(2).Random();
        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)random.NextGaussian())];
        var (code, direction, seed) = (
            Draw(generator.CodeLength), Draw(generator.CodeLength), new Tensor(Draw(generator.Picture.Length), 1, 3, 64, 64));
        double Value(float step) => generator.Generate([.. code.Zip(direction, (c, d) => c + step * d)]).Values
            .Zip(seed.Values, (p, s) => (double)p * s).Sum();
        var slope = generator.Gradient(code, seed).Zip(direction, (g, d) => (double)g * d).Sum();
        // Where a ReLU turns within a step, a shorter one is wanted.
        Assert.That(
            new[] { 1e-2f, 3e-3f, 1e-3f, 3e-4f }.Select(h => (Value(h) - Value(-h)) / (2 * h)),
            Has.Some.EqualTo(slope).Within(0.02 * Math.Abs(slope)));
    }

    // With the moments forgotten at once and ε far above every slope, a step of length ε is the slope itself.
    private static IReadOnlyList<float[]> Slopes(GeneratorProgram program, GeneratorBatch batch)
    {
        const double epsilon = 1e4;
        var before = program.Weights.Select(w => w.Value.Values.ToArray()).ToList();
        program.Step(batch, new AdamW(decay: 0, beta1: 0, beta2: 0, epsilon), epsilon);
        return
        [
            .. program.Weights.Zip(before, (weight, start) =>
            {
                var slope = start.Zip(weight.Value.Values, (a, b) => a - b).ToArray();
                start.CopyTo(weight.Value.Values.AsSpan());
                return slope;
            }),
        ];
    }

    private static GeneratorProgram Program() => new(SceneRenderer.Size, Seed.Of(3), threads: 1);
}
