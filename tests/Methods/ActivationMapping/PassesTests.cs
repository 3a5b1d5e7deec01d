using VisEval.Core;
using VisEval.Harness.Running;
using VisEval.Methods;

namespace VisEval.Tests.Methods.ActivationMapping;

/// <summary>What the family costs: the numbers of <see cref="PassesAttribute"/>, at a layer of 4 channels that all vary and 42 places.</summary>
public sealed class PassesTests
{
    private static readonly Catalogue<IAttributionMethod> Methods = new(typeof(IAttributionMethod).Assembly);

    [TestCase("grad-cam:layer=relu1", 1, 1)]
    [TestCase("grad-cam++:layer=relu1", 1, 1)]
    [TestCase("xgrad-cam:layer=relu1", 1, 1)]
    [TestCase("layer-cam:layer=relu1", 1, 1)]
    [TestCase("layer-cam:layer=relu1+relu2", 1, 1)]
    [TestCase("hires-cam:layer=relu1", 1, 1)]
    [TestCase("elementwise-grad-cam:layer=relu1", 1, 1)]
    [TestCase("eigen-cam:layer=relu1", 1, 0)]
    [TestCase("eigen-grad-cam:layer=relu1", 1, 1)]
    [TestCase("cam", 1, 1)]
    [TestCase("guided-grad-cam:layer=relu1", 2, 2)]
    [TestCase("smooth-grad-cam++:samples=5,layer=relu1", 6, 5)]
    [TestCase("smooth-grad-cam++:samples=5,layer=relu1+relu2", 6, 5)]
    [TestCase("score-cam:layer=relu1", 6, 0)]
    [TestCase("ss-cam:samples=3,layer=relu1", 16, 0)]
    [TestCase("is-cam:steps=3,layer=relu1", 16, 0)]
    [TestCase("ablation-cam:layer=relu1", 6, 0)]
    [TestCase("recipro-cam:layer=relu1", 43, 0)]
    public void A_method_runs_as_often_as_it_says(string unit, int forwards, int backwards)
    {
        var model = new CountingModel(LayerView.Model);
        Methods.Create(unit).Value.Explain(model, LayerView.Batch, LayerView.Targets);
        Assert.That((model.Forwards, model.Backwards), Is.EqualTo((2L * forwards, 2L * backwards)), "for two images");
    }
}
