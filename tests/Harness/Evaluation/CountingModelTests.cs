using VisEval.Core;
using VisEval.Harness.Evaluation;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Evaluation;

public class CountingModelTests
{
    [Test]
    public void Every_image_of_a_batch_counts_and_randomized_copies_count_too()
    {
        var model = new CountingModel(new RunnerModel());
        var batch = Tensor.Zeros(3, 1, 2, 2);

        model.Predict(batch);
        Assert.That((model.Forwards, model.Backwards), Is.EqualTo((3, 0)));
        model.Activations(batch, ["input"]);
        Assert.That((model.Forwards, model.Backwards), Is.EqualTo((6, 0)));
        model.Gradient(batch, [0, 1, 0], "input");
        Assert.That((model.Forwards, model.Backwards), Is.EqualTo((9, 3)));
        model.Gradient(batch, Tensor.Zeros(3, 2), ["input"], RuleSet.DeepLift, batch);
        Assert.That((model.Forwards, model.Backwards), Is.EqualTo((15, 6)), "the references are run forwards too");
        model.Randomize(["last"], Seed.Of(1)).Predict(batch);
        Assert.That((model.Forwards, model.Backwards), Is.EqualTo((18, 6)));
    }

    [Test]
    public void Answers_are_those_of_the_model()
    {
        var model = new RunnerModel();
        var counting = new CountingModel(model);
        var image = new Tensor([1, 2, 3, 4], 1, 1, 2, 2);

        Assert.That(counting.Predict(image).Logits.Values, Is.EqualTo(model.Predict(image).Logits.Values));
        Assert.That(counting.Gradient(image, [1], "input").Gradients[0].Values, Is.EqualTo(new float[] { 4, 3, -2, 1 }));
        Assert.That((counting.Input, counting.ClassCount, counting.InputTensor, counting.Network.CamTensor),
            Is.EqualTo((model.Input, model.ClassCount, model.InputTensor, model.Network.CamTensor)));
        Assert.That(counting.Network.WeightLayers, Is.EqualTo(model.Network.WeightLayers));
        Assert.That(counting.Network.ShapeOf("input"), Is.EqualTo(model.Network.ShapeOf("input")));
    }
}
