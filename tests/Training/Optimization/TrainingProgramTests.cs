using VisEval.Core;
using VisEval.Onnx.Models;
using VisEval.Tests.Onnx;
using VisEval.Tests.Training.Networks;
using VisEval.Training.Commands;
using VisEval.Training.Networks;
using VisEval.Training.Optimization;
using VisEval.Training.Scenes;

namespace VisEval.Tests.Training.Optimization;

/// <summary>One graph for the loss of all heads and its derivative; another, of the same layers, for inference.</summary>
public class TrainingProgramTests
{
    private static readonly (Tensor Images, Tensor Labels) Batch = Trainer.FreshScenes(new TrainingSettings(Steps: 1, Batch: 3))(0);

    private static IEnumerable<string> Names => TrainedModel.Networks.Select(n => n.Name);

    [TestCaseSource(nameof(Names))]
    public void The_derivative_with_respect_to_every_weight_is_that_of_finite_differences(string name)
    {
        // Where a ReLU turns within a step, a shorter one is wanted; a wrong derivative agrees with none.
        float[] steps = [1e-3f, 3e-4f, 1e-4f];
        using var program = Program(TrainedModel.Named(name).Network);
        Assert.Multiple(() =>
        {
            foreach (var ((weight, values), slope) in program.Weights.Zip(Slopes(program)))
            {
                // Along the slope itself the derivative is its length, so that one difference tests all its numbers.
                var length = Math.Sqrt(slope.Sum(s => (double)s * s));
                var start = values.Values.ToArray();
                var differences = steps.Select(h => (LossAt(h) - LossAt(-h)) / (2 * h));
                Assert.That(differences, Has.Some.EqualTo(length).Within(0.02 * length + 0.005), weight);
                start.CopyTo(values.Values.AsSpan());

                double LossAt(float step)
                {
                    for (var i = 0; i < start.Length; i++)
                        values.Values[i] = start[i] + (float)(step * slope[i] / Math.Max(length, 1e-6));
                    return Loss(program);
                }
            }
        });
    }

    [Test]
    public void An_auxiliary_head_teaches_the_layers_before_it_and_no_others()
    {
        using var both = Program(new Branch());
        using var perception = Program(new SomeHeads(new Branch(), 0));
        Assert.That(Loss(both), Is.GreaterThan(Loss(perception) + 1));

        var (all, alone) = (ByName(both), ByName(perception));
        Assert.Multiple(() =>
        {
            Assert.That(all.Keys, Is.EquivalentTo(alone.Keys));
            Assert.That(all["fc.weight"], Is.EqualTo(alone["fc.weight"]).Within(1e-5));
            Assert.That(all["block4.conv1.weight"], Is.EqualTo(alone["block4.conv1.weight"]).Within(1e-5));
            Assert.That(all["attention.map.weight"], Is.EqualTo(alone["attention.map.weight"]).Within(1e-5).And.Some.Not.Zero);
            Assert.That(alone["attention.head.weight"], Is.All.Zero);
            Assert.That(all["attention.head.weight"], Has.Some.Not.Zero);
            Assert.That(all["stem.weight"], Is.Not.EqualTo(alone["stem.weight"]).Within(1e-3));
        });
    }

    [TestCase("residual", 1)]
    [TestCase("branch", 2)]
    [TestCase("vit", 1)]
    public void The_loss_is_that_of_the_exported_heads_where_the_running_statistics_are_those_of_the_batch(string name, int heads)
    {
        var (loss, exported) = (0f, 0.0);
        for (var first = 0; first < heads; first++)
        {
            using var program =
                Program(new SomeHeads(TrainedModel.Named(name).Network, [first, .. Enumerable.Range(0, heads).Where(h => h != first)]));
            // Steps without length move the running statistics alone; after 150 all but 0.95¹⁵⁰ is forgotten of their start.
            for (var step = 0; step < 150; step++)
                loss = Loss(program);
            using var file = new TemporaryModel(program.Export());
            using var model = OnnxModel.Open(file.Path);
            exported += CrossEntropy(model.Predict(Batch.Images).Logits, Batch.Labels);
        }
        Assert.That(exported, Is.EqualTo(loss).Within(5e-3));
    }

    [Test]
    public void What_only_an_auxiliary_head_needs_is_not_exported()
    {
        using var program = Program(new Branch());
        var exported = program.Export();
        Assert.That(program.Weights.Select(w => w.Name), Has.Member("attention.head.weight"));
        Assert.That(exported.Outputs, Is.EqualTo(new[] { "logits" }));
        Assert.That(exported.Constants.Keys, Has.No.Member("attention.head.weight").And.Member("attention.map.weight"));
        Assert.That(exported.Nodes.SelectMany(n => n.Outputs), Is.SubsetOf(exported.Ancestors(["logits"])));
    }

    // With the moments forgotten at once and ε far above every slope, a step of length ε is the slope itself.
    private static IReadOnlyList<float[]> Slopes(TrainingProgram program)
    {
        const double epsilon = 1e4;
        var before = program.Weights.Select(w => w.Value.Values.ToArray()).ToList();
        program.Step(Batch.Images, Batch.Labels, new AdamW(decay: 0, beta1: 0, beta2: 0, epsilon), epsilon);
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

    private static Dictionary<string, float[]> ByName(TrainingProgram program) =>
        program.Weights.Zip(Slopes(program)).ToDictionary(p => p.First.Name, p => p.Second);

    private static float Loss(TrainingProgram program) => program.Step(Batch.Images, Batch.Labels, new AdamW(), rate: 0);

    private static double CrossEntropy(Tensor logits, Tensor labels)
    {
        var sum = 0.0;
        for (var i = 0; i < logits.BatchSize; i++)
        {
            var total = 0.0;
            foreach (var logit in logits.Item(i))
                total += Math.Exp(logit);
            for (var c = 0; c < logits.Item(i).Length; c++)
                sum += labels.Item(i)[c] * (Math.Log(total) - logits.Item(i)[c]);
        }
        return sum / logits.BatchSize;
    }

    private static TrainingProgram Program(INetwork network) =>
        new(network, SceneRenderer.Size, SceneClasses.Names.Count, Seed.Of(3), threads: 1);
}
