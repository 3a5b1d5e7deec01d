using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Models;
using VisEval.Tests.Onnx.Gradients;

namespace VisEval.Tests.Onnx.Models;

public class RandomizedCopyTests
{
    private static readonly Tensor Images = GradientCase.Between(-1, 1, 11, 3, 3, 8, 8);

    [Test]
    public void Permuted_weights_are_the_layer_s_own_in_another_order()
    {
        using var file = new TemporaryModel(SmallNetworks.Convolutional());
        using var model = OnnxModel.Open(file.Path);
        float[] Weights(IModel of, string name) => of.Activations(Images, [name])[0].Values;
        var copy = model.Randomize(["conv1", "fc"], Seed.Of(1), WeightDraw.Permuted);
        foreach (var name in new[] { "w1", "scale", "variance", "w3", "b3" })
        {
            Assert.That(Weights(copy, name), Is.EquivalentTo(Weights(model, name)), name);
            Assert.That(Weights(copy, name), Is.Not.EqualTo(Weights(model, name)), name);
        }
        Assert.That(Weights(copy, "w2"), Is.EqualTo(Weights(model, "w2")));
        Assert.That(copy.Predict(Images).Logits.Values, Is.Not.EqualTo(model.Predict(Images).Logits.Values).Within(1e-3));
    }

    [Test]
    public void Normal_weights_have_about_the_mean_and_deviation_of_the_layer_s_own_and_are_others()
    {
        using var file = new TemporaryModel(SmallNetworks.Convolutional());
        using var model = OnnxModel.Open(file.Path);
        double[] Moments(IModel of)
        {
            var values = of.Activations(Images, ["w1"])[0].Values;
            var mean = values.Average(v => (double)v);
            return [mean, Math.Sqrt(values.Average(v => (v - mean) * (v - mean)))];
        }
        var copy = model.Randomize(["conv1"], Seed.Of(1));
        Assert.That(Moments(copy), Is.EqualTo(Moments(model)).Within(0.15).And.Not.EqualTo(Moments(model)).Within(1e-6));
        Assert.That(
            copy.Activations(Images, ["w1"])[0].Values, Is.Not.EquivalentTo(model.Randomize(["conv1"], Seed.Of(1), WeightDraw.Permuted).Activations(Images, ["w1"])[0].Values));
    }

    [Test]
    public void Any_number_of_copies_keeps_no_more_than_the_budget()
    {
        using var file = new TemporaryModel(SmallNetworks.Convolutional());
        using var roomy = OnnxModel.Open(file.Path);
        using var model = OnnxModel.Open(file.Path, new EngineOptions(KeptMegabytes: 0));
        // A budget of zero keeps only the session in use; the roomy model keeps all.
        for (var i = 0; i < 20; i++)
            Assert.That(
                model.Randomize(["fc"], Seed.Of(i)).Predict(Images).Logits.Values,
                Is.EqualTo(roomy.Randomize(["fc"], Seed.Of(i)).Predict(Images).Logits.Values));
        Assert.That(model.KeptSessions, Is.EqualTo(1));
        Assert.That(roomy.KeptSessions, Is.EqualTo(21), "with the forward session of the model itself");
    }

    [Test]
    public void Copies_asked_by_many_threads_with_no_room_give_the_numbers_of_one_thread()
    {
        using var file = new TemporaryModel(SmallNetworks.Convolutional());
        using var model = OnnxModel.Open(file.Path, new EngineOptions(KeptMegabytes: 0));
        var copies = Enumerable.Range(0, 6).Select(i => model.Randomize(["fc"], Seed.Of(i))).ToArray();
        var alone = copies.Select(c => c.Predict(Images).Logits.Values).ToArray();
        Parallel.For(0, 120, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
            Assert.That(copies[i % 6].Predict(Images).Logits.Values, Is.EqualTo(alone[i % 6])));
        Assert.That(model.KeptSessions, Is.LessThanOrEqualTo(4));
    }
}
