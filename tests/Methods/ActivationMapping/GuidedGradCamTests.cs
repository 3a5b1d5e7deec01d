using VisEval.Core;
using VisEval.Methods.ActivationMapping;
using VisEval.Methods.Backpropagation;

namespace VisEval.Tests.Methods.ActivationMapping;

public sealed class GuidedGradCamTests
{
    [TestCase(null)]
    [TestCase("relu1+relu2")]
    public void It_is_guided_backpropagation_seen_through_the_enlarged_map(string? layer)
    {
        var actual = new GuidedGradCam(layer).Explain(LayerView.Model, LayerView.Batch, LayerView.Targets);
        var maps = new GradCam(Layer: layer).Explain(LayerView.Model, LayerView.Batch, LayerView.Targets);
        var guided = new GuidedBackprop().Explain(LayerView.Model, LayerView.Batch, LayerView.Targets);
        for (var n = 0; n < 2; n++)
        {
            var map = maps[n].ToMap(6, 7).Values;
            Assert.That(actual[n].Values.Shape.ToArray(), Is.EqualTo(new[] { 3, 6, 7 }));
            Assert.That(actual[n].Values.Values, Is.EqualTo(guided[n].Values.Values.Select((v, i) => v * map[i % 42])).Within(1e-6));
            Assert.That(actual[n].Reduction, Is.EqualTo(ChannelReduction.MaxAbsolute));
        }
    }
}
