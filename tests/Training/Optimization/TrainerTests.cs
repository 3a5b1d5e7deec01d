using VisEval.Core;
using VisEval.Onnx.Models;
using VisEval.Tests.Onnx;
using VisEval.Training.Commands;
using VisEval.Training.Networks;
using VisEval.Training.Optimization;
using VisEval.Training.Scenes;

namespace VisEval.Tests.Training.Optimization;

/// <summary>Training is the derivative with respect to the weights, run by ONNX Runtime.</summary>
public class TrainerTests
{
    private static IEnumerable<string> Names => TrainedModel.Networks.Select(n => n.Name);

    [TestCaseSource(nameof(Names))]
    public void The_loss_falls_on_a_batch_seen_again(string name)
    {
        var settings = new TrainingSettings(Steps: 12, Batch: 8);
        var network = TrainedModel.Named(name).Network;
        using var program = Program(network, settings);
        var (images, labels) = Trainer.FreshScenes(settings)(0);
        var optimizer = new AdamW();
        var losses = Enumerable.Range(0, settings.Steps).Select(_ => program.Step(images, labels, optimizer, 5e-4)).ToList();
        Assert.That(losses[^1], Is.LessThan(0.9f * losses[0]), string.Join(" ", losses));
    }

    [Test]
    public void The_exported_network_gives_the_logits_the_training_graph_was_built_for()
    {
        var settings = new TrainingSettings(Steps: 1, Batch: 4);
        using var program = Program(new Separable(), settings);
        using var file = new TemporaryModel(program.Export());
        using var model = OnnxModel.Open(file.Path);
        Assert.Multiple(() =>
        {
            Assert.That(model.Input, Is.EqualTo(new ImageSize(3, SceneRenderer.Size, SceneRenderer.Size)));
            Assert.That(model.ClassCount, Is.EqualTo(SceneClasses.Names.Count));
            Assert.That(model.Predict(Trainer.FreshScenes(settings)(0).Images).Logits.Values, Is.All.Matches<float>(float.IsFinite));
        });
    }

    [TestCase("residual")]
    [TestCase("branch")]
    [TestCase("vit")]
    public void Training_twice_from_one_seed_gives_the_same_network(string name)
    {
        Assert.That(Train(), Is.EqualTo(Train()));

        byte[] Train()
        {
            var settings = new TrainingSettings(Steps: 3, Batch: 4);
            using var program = Program(TrainedModel.Named(name).Network, settings);
            Trainer.Run(program, Trainer.FreshScenes(settings), settings, 1e-3, (_, _) => { });
            return VisEval.Onnx.Format.OnnxFile.Write(program.Export());
        }
    }

    [Test]
    public void Permuted_labels_are_the_same_labels_in_another_order()
    {
        var settings = new TrainingSettings(Steps: 1, Batch: 16);
        var (source, images, labels) = Trainer.PermutedScenes(settings);
        var perClass = Enumerable.Range(0, 10)
            .Select(c => Enumerable.Range(0, labels.BatchSize).Count(i => labels.Item(i)[c] == 1)).ToList();
        Assert.That(perClass.Sum(), Is.EqualTo(images.BatchSize));
        // One epoch shows every image once.
        var seen = Enumerable.Range(0, images.BatchSize / settings.Batch)
            .SelectMany(s => Enumerable.Range(0, settings.Batch).Select(i => source(s).Images.Item(i)[0])).Order().ToList();
        Assert.That(seen, Is.EqualTo(Enumerable.Range(0, images.BatchSize).Select(i => images.Item(i)[0]).Order().ToList()));
    }

    [Test]
    public void Two_objects_share_the_label()
    {
        var (_, labels) = Examples.Batch([SceneRenderer.Draw(Seed.Of(1), 2)], 10);
        Assert.That(labels.Values.Order().TakeLast(3), Is.EqualTo(new[] { 0, 0.5f, 0.5f }));
    }

    private static TrainingProgram Program(INetwork network, TrainingSettings settings) =>
        new(network, SceneRenderer.Size, SceneClasses.Names.Count, Seed.Of(settings.Seed), threads: 1);
}
