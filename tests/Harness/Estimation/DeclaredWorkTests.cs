using VisEval.Core;
using VisEval.Harness.Configuration;
using VisEval.Harness.Estimation;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Estimation;

public sealed class DeclaredWorkTests
{
    private static readonly Catalogues Units = Catalogues.BuiltIn();

    private static readonly LinearModel Model = LinearModel.Random(new ImageSize(1, 2, 2), classes: 3, seed: 1);

    [TestCase("rise:masks=20", 20, 0)]
    [TestCase("integrated-gradients:steps=7", 7, 7)]
    [TestCase("random", 0, 0)]
    public void A_method_takes_the_passes_it_declares(string method, double forwards, double backwards) => Assert.That(
        new DeclaredWork().Of(Units.Methods.Create(method).Value, Model, 0), Is.EqualTo(
            new MethodWork(new Passes(forwards, backwards), false)));

    [Test]
    public void A_method_whose_layer_does_not_exist_does_not_apply()
    {
        var method = Units.Methods.Create("grad-cam:layer=nowhere").Value;
        Assert.That(new DeclaredWork().Of(method, Model, 0), Is.Not.Null, "its passes do not depend on the layer");
        Assert.That(new DeclaredWork().Of(Units.Methods.Create("score-cam:layer=nowhere").Value, Model, 0), Is.Null);
    }

    [Test]
    public void A_metric_takes_and_shares_what_it_declares()
    {
        Assert.That(new DeclaredWork().Of(Units.Metrics.Create("completeness").Value, Model), Is.EqualTo(new EvaluationWork(2, 0)));
        Assert.That(
            new DeclaredWork().Of(Units.Metrics.Create("max-sensitivity:samples=4").Value, Model),
            Is.EqualTo(new EvaluationWork(0, 4, Group: "noisy copies", Calls: 1)));
        Assert.That(
            new DeclaredWork().Of(Units.Metrics.Create("infidelity:samples=50").Value, Model),
            Is.EqualTo(new EvaluationWork(51, 0, AmongMethods: true)));
        Assert.That(new DeclaredWork().Of(RunnerMetric.Sum(), Model), Is.EqualTo(new EvaluationWork(0, 0)), "without a declaration");
    }
}
