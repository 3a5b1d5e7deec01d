using VisEval.Cli.Hosting;
using VisEval.Core;
using VisEval.Harness.Input;
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
            Assert.That(run.Out, Does.Match(@"default layer +Tanh_1 \(4×6×6\)"));
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
        Assert.That(run.Out, Does.Match(@"suspicion +It normalizes its input itself, .*minus 127.5, divided by 127.5.*0…255"));
    }

    [Test]
    public void A_softmax_head_is_told()
    {
        var run = Check(Network(x => x.Map("Tanh"), softmax: true));
        Assert.That(run.Out, Does.Contain("Softmax").And.Match("scores +.*logits of 4 classes"));
    }

    [TestCase(float.NaN, "NOT FINITE +The tensor 'w' holds 1 NaN among its 108 values")]
    [TestCase(float.PositiveInfinity, "suspicion +The tensor 'w' holds 1 infinite value")]
    public void A_network_with_weights_that_are_not_finite_fails_and_they_are_named(float value, string said)
    {
        var run = Check(Network(x => x, spoil: w => w[5] = value));
        Assert.Multiple(() =>
        {
            Assert.That(run.Status, Is.EqualTo(ExitStatus.Failed), run.Out);
            Assert.That(run.Out, Does.Match(said));
            Assert.That(
                run.Out, Does.Match(@"NOT FINITE +the network's scores are not finite \(class 0: NaN\); the gradient was not checked"));
            Assert.That(run.Out, Does.Not.Contain("agrees"));
        });
    }

    // A weight that is multiplied by 0 afterwards, or never reached, is broken all the same.
    [Test]
    public void NaN_that_does_not_reach_the_scores_fails_too()
    {
        var run = Check(Network(x => x.Builder.Op("Max", [x.Map("Tanh"), x.Builder.Op("Min", [x, x.Builder.Weight(
            "nan", Constant.Of([float.NaN], 1))]).Map("IsNaN").ToFloat() * -9f])));
        Assert.That(run.Status, Is.EqualTo(ExitStatus.Failed), run.Out);
        Assert.That(run.Out, Does.Match("NOT FINITE +The tensor 'nan' holds 1 NaN"));
    }

    [Test]
    public void An_input_that_is_not_finite_is_refused()
    {
        using var file = new TemporaryModel(Network(x => x.Map("Tanh")));
        var input = System.IO.Path.ChangeExtension(file.Path, ".npy");
        NpyFile.Write(input, new Tensor([.. Enumerable.Repeat(float.NegativeInfinity, 108)], 1, 3, 6, 6));
        CliRun.Of(".", "check", "--model", file.Path, "--input", input).IsRefused("image 0 holds -Infinity; every value must be finite");
    }

    [Test]
    public void A_gradient_of_zero_is_explained_by_what_the_network_has()
    {
        var dead = Check(Network(x => (x.Map("Abs") * -1f).Map("Relu")));
        var steps = Check(Network(x => x.Map("Sign")));
        var constant = Check(Network(x => x * 0f));
        Assert.Multiple(() =>
        {
            Assert.That(
                dead.Out, Does.Match("gradient +is zero at this image: the scores do not depend on it, or dead ReLUs keep it from them\n"));
            Assert.That(dead.Status, Is.EqualTo(ExitStatus.Done));
            Assert.That(steps.Out, Does.Match("gradient +is zero at this image: every path leads through 'Sign' \\(node '.*'\\), whose "));
            Assert.That(steps.Out, Does.Not.Contain("dead").And.Not.Contain("DIFFERS"));
            Assert.That(steps.Status, Is.EqualTo(ExitStatus.Failed));
            Assert.That(
                constant.Out, Does.Match("gradient +is zero at this image: the scores do not depend on it\n").And.Not.Contain("dead"));
        });
    }

    [Test]
    public void Steps_beside_an_open_path_are_named_where_differences_meet_them()
    {
        var run = Check(Network(x => x + (x * 20f).Map("Floor")));
        Assert.That(run.Out, Does.Match("DIFFERS.*\ngradient +the derivative through 'Floor' \\(node '.*'\\) is 0, and differences"));
    }

    [Test]
    public void Logits_that_hide_their_slope_are_told_as_such()
    {
        var run = Check(Network(x => x.Map("Tanh"), offset: 1e11f));
        Assert.That(run.Out, Does.Match("gradient +cannot be told along 8 of 8 directions"));
        Assert.That(run.Out, Does.Not.Contain("DIFFERS").And.Not.Contain("agrees"));
        Assert.That(run.Status, Is.EqualTo(ExitStatus.Done));
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

    private static Graph Network(
        Func<Value, Value> activation, Func<Value, Value>? first = null, bool softmax = false, Action<float[]>? spoil = null,
        float offset = 0)
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, null, 3, 6, 6);
        var values = GradientCase.Between(-0.5, 0.5, 1, 4, 3, 3, 3).Values;
        spoil?.Invoke(values);
        var weights = b.Weight("w", Constant.Of(values, 4, 3, 3, 3));
        x = activation(b.Op("Conv", [first?.Invoke(x) ?? x, weights], ("pads", new long[] { 1, 1, 1, 1 })));
        x = x.Map("GlobalAveragePool").Map("Flatten").MatMul(b.Weight("v", Constant.Of(GradientCase.Between(-1, 1, 2, 4, 4).Values, 4, 4)));
        if (offset != 0)
            x += offset;
        return b.Build([(softmax ? x.Map("Softmax") : x).Name]);
    }
}
