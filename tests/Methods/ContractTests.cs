using VisEval.Core;
using VisEval.Methods;
using VisEval.Methods.Facts;
using VisEval.Onnx.Models;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods;

/// <summary>What <see cref="IAttributionMethod"/> promises, for every method there is.</summary>
public sealed class ContractTests
{
    private static readonly ImageSize Size = new(3, 8, 8);
    private static readonly OnnxModel Convolutional = QuickUnits.ModelFor("gradient");
    private static readonly OnnxModel Attending = QuickUnits.ModelFor("model-attention");

    public static IEnumerable<string> Names => QuickUnits.Names;

    [TestCaseSource(nameof(Names))]
    public void An_image_is_explained_the_same_alone_and_in_a_batch(string name)
    {
        var (method, batch) = (QuickUnits.Of(name), Images.Random(Size, 3, seed: 5));
        int[] targets = [1, 0, 3];
        var together = method.Explain(Model(name), batch, targets);
        Assert.That(together, Has.Count.EqualTo(3));
        for (var i = 0; i < 3; i++)
        {
            var alone = method.Explain(Model(name), batch.Single(i), [targets[i]])[0];
            Assert.That(together[i].Values.Values, Is.EqualTo(alone.Values.Values), $"image {i}");
            Assert.That(together[i].Reduction, Is.EqualTo(alone.Reduction));
        }
    }

    [TestCaseSource(nameof(Names))]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others_where_the_method_draws(string name)
    {
        var (method, batch) = (QuickUnits.Of(name), Images.Random(Size, 1, seed: 5));
        float[] Explain(ulong seed) => method.Explain(Model(name), batch with { Seeds = [new Seed(seed)] }, [2])[0].Values.Values;
        Assert.That(Explain(1), Is.EqualTo(Explain(1)));
        Assert.That(Explain(1), MethodFacts.Of(method).IsRandomized ? Is.Not.EqualTo(Explain(2)) : Is.EqualTo(Explain(2)));
    }

    [TestCaseSource(nameof(Names))]
    public void Reference_images_change_the_result_where_the_method_declares_it_and_nowhere_else(string name)
    {
        var (method, batch) = (QuickUnits.Of(name), Images.Random(Size, 2, seed: 5));
        float[] Explain(ImageBatch images) => method.Explain(Model(name), images, [2, 1])[1].Values.Values;
        var (without, references) = (Explain(batch), Images.Random(Size, 4, seed: 8).Values);
        var with = Explain(batch.With(references));
        Assert.That(with, Has.All.Matches<float>(float.IsFinite));
        Assert.That(with, MethodFacts.Of(method).UsesReferences ? Is.Not.EqualTo(without) : Is.EqualTo(without));
    }

    [TestCaseSource(nameof(Names))]
    public void A_result_lies_at_the_input_or_at_a_layer_and_is_finite(string name)
    {
        var attribution = QuickUnits.Of(name).Explain(Model(name), Images.Random(Size, 1, seed: 6), [0])[0];
        int[][] allowed = [[3, 8, 8], [8, 8], [2, 2], [4, 4]];
        Assert.That(allowed, Has.Some.EqualTo(attribution.Values.Shape.ToArray()));
        Assert.That(attribution.Values.Values, Has.All.Matches<float>(float.IsFinite));
        var map = attribution.ToMap(8, 8);
        Assert.That((map.Height, map.Width), Is.EqualTo((8, 8)));
    }

    [TestCaseSource(nameof(Names))]
    public void The_image_is_left_as_it_was(string name)
    {
        var batch = Images.Random(Size, 2, seed: 7);
        var before = batch.Values.Clone();
        QuickUnits.Of(name).Explain(Model(name), batch, [0, 1]);
        Assert.That(batch.Values.Values, Is.EqualTo(before.Values));
    }

    private static OnnxModel Model(string name) => QuickUnits.Methods[name].Family == "attention" ? Attending : Convolutional;
}
