using VisEval.Core;
using VisEval.Harness.Evaluation;
using VisEval.Methods;
using VisEval.Methods.Facts;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.ActivationMapping;

/// <summary>What the family costs: the numbers of <see cref="PassesAttribute"/>, at a layer of 4 channels that all vary and 42
/// places.</summary>
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
    [TestCase("fem:layer=relu1", 1, 0)]
    [TestCase("kpca-cam:layer=relu1", 1, 0)]
    [TestCase("finer-cam:layer=relu1+relu2", 2, 1)]
    [TestCase("poly-cam:weight=shown", 12, 0)]
    [TestCase("poly-cam:weight=hidden", 13, 0)]
    [TestCase("poly-cam:weight=both", 24, 0)]
    [TestCase("dff:factors=3,layer=relu1+relu2", 7, 0)]
    [TestCase("score-cam:layer=relu1+relu2", 12, 0)]
    [TestCase("ablation-cam:layer=relu1+relu2", 12, 0)]
    [TestCase("recipro-cam:layer=relu1+relu2", 55, 0)]
    public void A_method_runs_as_often_as_it_says(string unit, int forwards, int backwards)
    {
        var (model, method) = (new CountingModel(LayerView.Model), Methods.Create(unit).Value);
        method.Explain(model, LayerView.Batch, LayerView.Targets);
        Assert.That((model.Forwards, model.Backwards), Is.EqualTo((2L * forwards, 2L * backwards)), "for two images");
        var estimate = PassEstimate.Of(method, LayerView.Model);
        Assert.That((estimate.Forwards, estimate.Backwards), Is.EqualTo(((double)forwards, (double)backwards)));
    }

    // One of three channels is constant, one of zeros.
    [TestCase("score-cam", 3)]
    [TestCase("ss-cam:samples=4", 9)]
    [TestCase("ablation-cam", 4)]
    public void Channels_that_say_nothing_cost_nothing(string unit, int forwards)
    {
        var size = new ImageSize(3, 1, 2);
        var (model, method) = (new CountingModel(new LinearModel(size, [[1, 2, 3, 4, 5, 6]], [0])), Methods.Create(unit).Value);
        method.Explain(model, Images.Of(size, 1, 2, 7, 7, 0, 0), [0]);
        Assert.That(model.Forwards, Is.EqualTo(forwards));
        var estimate = PassEstimate.Of(method, model);
        Assert.That(estimate.AtMost && estimate.Forwards > forwards);
    }
}
