using VisEval.Cli.Hosting;
using VisEval.Onnx.Graphs;
using VisEval.Tests.Onnx;
using VisEval.Tests.Onnx.Gradients;

namespace VisEval.Tests.Cli;

public sealed class CheckCommandTests
{
    [Test]
    public void A_sound_model_is_described_and_its_gradient_agrees()
    {
        var run = Check(Network(x => x.Map("Tanh")));
        Assert.Multiple(() =>
        {
            Assert.That(run.Status, Is.EqualTo(ExitStatus.Done), run.Out + run.Error);
            Assert.That(run.Out, Does.Match(@"image +3×6×6\n"));
            Assert.That(run.Out, Does.Match(@"scores +.*logits of 4 classes"));
            Assert.That(run.Out, Does.Match(@"cam tensor +Tanh_1 \(4×6×6\)"));
            Assert.That(run.Out, Does.Match(@"Conv +1 +1 +yes"));
            Assert.That(run.Out, Does.Match(@"gradient +agrees with central differences along 8 directions, worst relative error [1-9]"));
            Assert.That(run.Out, Does.Not.Contain("suspicion"));
        });
    }

    [Test]
    public void An_operator_without_a_rule_is_named_and_the_status_says_so()
    {
        var run = Check(Network(x => x + x.Map("Det").Reshape(-1, 4, 1, 1)));
        Assert.Multiple(() =>
        {
            Assert.That(run.Status, Is.EqualTo(ExitStatus.Failed));
            Assert.That(run.Out, Does.Match(@"Det +1 +1 +no"));
            Assert.That(run.Out, Does.Match(@"without rule +Det: "));
            Assert.That(run.Out, Does.Match("gradient +No gradient rule for operator 'Det' .*operator set 21.*still works"));
        });
    }

    [Test]
    public void Normalization_inside_the_network_is_a_suspicion()
    {
        var run = Check(Network(x => x.Map("Tanh"), x => (x + -127.5f) * (1 / 127.5f)));
        Assert.That(run.Out, Does.Match(@"suspicion +It normalizes its input itself: .*-127.5.*0…255"));
    }

    [Test]
    public void A_softmax_head_is_told()
    {
        var run = Check(Network(x => x.Map("Tanh"), softmax: true));
        Assert.That(run.Out, Does.Contain("Softmax").And.Match("scores +.*logits of 4 classes"));
    }

    [Test]
    public void What_is_no_model_is_refused()
    {
        using var file = new TemporaryModel([1, 2, 3]);
        CliRun.Of(".", "check", "--model", file.Path).IsRefused("not an ONNX");
    }

    private static CliRun Check(Graph graph)
    {
        using var file = new TemporaryModel(graph);
        return CliRun.Of(".", "check", "--model", file.Path);
    }

    private static Graph Network(Func<Value, Value> activation, Func<Value, Value>? first = null, bool softmax = false)
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, null, 3, 6, 6);
        var weights = b.Weight("w", Constant.Of(GradientCase.Between(-0.5, 0.5, 1, 4, 3, 3, 3).Values, 4, 3, 3, 3));
        x = activation(b.Op("Conv", [first?.Invoke(x) ?? x, weights], ("pads", new long[] { 1, 1, 1, 1 })));
        x = x.Map("GlobalAveragePool").Map("Flatten").MatMul(b.Weight("v", Constant.Of(GradientCase.Between(-1, 1, 2, 4, 4).Values, 4, 4)));
        return b.Build([(softmax ? x.Map("Softmax") : x).Name]);
    }
}
