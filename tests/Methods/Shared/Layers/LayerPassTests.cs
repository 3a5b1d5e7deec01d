using VisEval.Core;
using VisEval.Methods.ActivationMapping;
using VisEval.Methods.Shared.Layers;
using VisEval.Onnx.Models;
using VisEval.Tests.Methods.ActivationMapping;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Shared.Layers;

public sealed class LayerPassTests
{
    [Test]
    public void Several_layers_give_the_mean_of_their_maps_in_units_of_their_largest_values()
    {
        float[] Single(string layer) => new HiresCam(Layer: layer)
            .Explain(LayerView.Model, LayerView.Batch, LayerView.Targets)[1].Values.Values;
        float[] Unit(float[] map) => [.. map.Select(v => v / map.Max(Math.Abs))];
        var coarse = new SaliencyMap(Unit(Single("relu2")), 3, 4).Resize(6, 7).Values;
        var expected = Unit(Single("relu1")).Zip(coarse, (a, b) => (a + b) / 2);
        var actual = new HiresCam(Layer: "relu2+relu1").Explain(LayerView.Model, LayerView.Batch, LayerView.Targets)[1].Values;
        Assert.That(actual.Shape.ToArray(), Is.EqualTo(new[] { 6, 7 }));
        Assert.That(actual.Values, Is.EqualTo(expected).Within(1e-5));
    }

    [Test]
    public void A_map_of_zeros_stays_one_when_it_is_fused()
    {
        var fused = LayerFusion.Mean([Tensor.Zeros(1, 2), new Tensor([4, -8], 1, 2)]);
        Assert.That(fused.Values, Is.EqualTo(new[] { 0.25f, -0.5f }));
    }

    [Test]
    public void A_list_that_names_nothing_is_refused() => Assert.That(
        () => new GradCam(Layer: "+").Explain(LayerView.Model, LayerView.Batch, LayerView.Targets),
        Throws.TypeOf<InputException>().With.Message.Contains("layer=+"));

    // The tokens of a transformer: 1 class token and a grid, 17×D, channels last.
    [Test]
    [Category("Engine")]
    public void Ablating_a_channel_of_tokens_changes_the_places_and_leaves_the_class_token()
    {
        using var model = OnnxModel.Open(GoldenFolder.PathOf("models/vitish.onnx"));
        var batch = Images.Random(model.Input, 1, seed: 9);
        var tokens = model.Activations(batch.Values, [model.Network.CamTensor])[0];
        var (rows, channels) = (tokens.Shape[1], tokens.Shape[2]);
        var layer = SpatialLayer.Of(model, null);
        var extra = rows - layer.Plane;
        Assert.That(extra, Is.EqualTo(1), "this is a test of tokens that are no place");
        var rest = model.After(model.Network.CamTensor, batch.Values.ItemTensor(0));
        double Score(int? without)
        {
            var changed = tokens.Clone();
            for (var i = 0; i < changed.Length; i++)
                if (i % channels == without && i / channels >= extra)
                    changed.Values[i] = 0;
            return rest.Predict(changed).Logit(0, 2);
        }
        var weights = Enumerable.Range(0, channels).Select(k => (Score(null) - Score(k)) / Score(null)).ToArray();
        var expected = Enumerable.Range(0, layer.Plane)
            .Select(p => Math.Max(0, weights.Select((w, k) => w * tokens.Values[(p + extra) * channels + k]).Sum())).ToArray();
        var actual = new AblationCam().Explain(model, batch, [2])[0].Values;
        Assert.That(actual.Shape.ToArray(), Is.EqualTo(new[] { layer.Height, layer.Width }));
        Assert.That(actual.Values, Is.EqualTo(expected).Within(1e-4 * expected.Max()));
    }
}
