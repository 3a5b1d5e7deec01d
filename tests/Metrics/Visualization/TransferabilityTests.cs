using VisEval.Metrics.Visualization;
using VisEval.Tests.Testing;
using static VisEval.Tests.Testing.FakeVisualizationContext;

namespace VisEval.Tests.Metrics.Visualization;

public sealed class TransferabilityTests
{
    [Test]
    public void It_is_the_mean_probability_and_the_share_of_networks_that_name_the_class()
    {
        // ln 3 : 0 is ¾ and ¼; the second network sees the opposite.
        var context = new FakeVisualizationContext(Unit("class:0", 0, [(float)Math.Log(3), 0f], [0f, 0f]), Unit("class:1", 1, [0f, 9f]))
        {
            Others = [new FakePictureNetwork("same"), new FakePictureNetwork("opposite", p => [p[1], p[0]]), new FakePictureNetwork("2nd")],
        };
        var scores = new Transferability().Evaluate(context);
        var probabilities = scores.Where(s => s.Name == "probability").Select(s => s.Value!.Value).ToList();
        Assert.That(probabilities[0], Is.EqualTo((0.75 + 0.25 + 0.75) / 3).Within(1e-6));
        Assert.That(probabilities[1], Is.EqualTo(0.5).Within(1e-7));
        Assert.That(scores.Where(s => s.Name == "top-1").Select(s => s.Value), Is.EqualTo(new[] { 2.0 / 3, 1, 2.0 / 3 }).Within(1e-12));
        Assert.That(new Transferability().Chance("probability", context), Is.EqualTo(0.5));
    }

    [Test]
    public void Without_another_network_or_a_class_there_is_no_number()
    {
        var alone = new Transferability().Evaluate(new FakeVisualizationContext(Unit("class:0", 0, [1f, 0f])));
        Assert.That(alone.Select(s => s.State.Text), Has.All.EqualTo("undefined:no-other-network"));
        Assert.That(new Transferability().Chance("probability", new FakeVisualizationContext()), Is.Null);
        FakeVisualizationContext Beside(UnitPictures unit) => new(unit) { Others = [new FakePictureNetwork()] };
        var channel = new Transferability().Evaluate(Beside(Unit("conv:3", null, [1f, 0f])));
        Assert.That(channel.Select(s => s.State.Text), Has.All.EqualTo("undefined:not-a-class"));
        var broken = new Transferability().Evaluate(Beside(Unit("class:0", 0, [float.NaN, 0f])));
        Assert.That(broken.Select(s => s.State.Text), Has.All.EqualTo("undefined:model-output-not-finite"));
    }
}
