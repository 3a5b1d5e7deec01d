using VisEval.Core;
using VisEval.Harness.Evaluation;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;
using VisEval.Tests.Onnx.Gradients;

namespace VisEval.Tests.Onnx.Models;

public sealed class GradientAheadTests
{
    private static readonly Tensor Images = GradientCase.Between(-1, 1, 11, 3, 3, 8, 8);

    private TemporaryModel _file = null!;
    private OnnxModel _model = null!;
    private CountingModel _counted = null!;

    [SetUp]
    public void Open()
    {
        _file = new TemporaryModel(SmallNetworks.Convolutional());
        _model = OnnxModel.Open(_file.Path);
        _counted = new CountingModel(_model);
    }

    [TearDown]
    public void Close()
    {
        _model.Dispose();
        _file.Dispose();
    }

    [Test]
    public void Scores_and_gradient_of_the_first_choice_take_one_pass_however_the_images_are_put_together()
    {
        var ahead = new GradientAhead(_counted);
        int[] targets = [.. Enumerable.Range(0, 3).Select(i => ahead.Predict(Images.Items(i, 1)).Top1(0))];
        var pass = ahead.Gradient(Images, targets, "image");
        Assert.That((_counted.Forwards, _counted.Backwards), Is.EqualTo((3, 3)));
        var expected = _model.Gradient(Images, targets, "image");
        Assert.That(targets, Is.EqualTo(Enumerable.Range(0, 3).Select(expected.Scores.Top1)));
        Assert.That(pass.Gradients[0].Values, Is.EqualTo(expected.Gradients[0].Values).Within(1e-6));
        Assert.That(pass.Scores.Logits.Values, Is.EqualTo(expected.Scores.Logits.Values).Within(1e-6));
        Assert.That(pass.Values[0].Values, Is.EqualTo(Images.Values));
    }

    [Test]
    public void Every_other_question_goes_to_the_model()
    {
        var ahead = new GradientAhead(_counted);
        var top = ahead.Predict(Images.Items(0, 1)).Top1(0);
        var seed = ModelExtensions.OneHot([top], 4);
        var doubled = new Tensor([.. seed.Values.Select(v => 2 * v)], 1, 4);
        var asked = new (Tensor Image, Tensor Seed, string Of, RuleSet Rules)[]
        {
            (Images.Items(0, 1), ModelExtensions.OneHot([(top + 1) % 4], 4), "image", RuleSet.Standard),
            (Images.Items(0, 1), doubled, "image", RuleSet.Standard),
            (Images.Items(0, 1), seed, "features", RuleSet.Standard),
            (Images.Items(0, 1), seed, "image", RuleSet.GuidedBackpropagation),
            (Images.Items(1, 1), seed, "image", RuleSet.Standard),
        };
        for (var i = 0; i < asked.Length; i++)
        {
            var (image, weights, of, rules) = asked[i];
            Assert.That(
                ahead.Gradient(image, weights, [of], rules).Gradients[0].Values,
                Is.EqualTo(_model.Gradient(image, weights, [of], rules).Gradients[0].Values), $"question {i}");
            Assert.That(_counted.Backwards, Is.EqualTo(i + 2));
        }
    }

    [Test]
    public void No_more_images_are_kept_than_stated()
    {
        var ahead = new GradientAhead(_counted, kept: 2);
        int[] targets = [.. Enumerable.Range(0, 3).Select(ahead.Predict(Images).Top1)];
        ahead.Gradient(Images.Items(1, 2), targets[1..], "image");
        Assert.That(_counted.Backwards, Is.EqualTo(3), "the last two are known");
        ahead.Gradient(Images.Items(0, 1), targets[..1], "image");
        Assert.That(_counted.Backwards, Is.EqualTo(4), "the first is not");
    }

    [Test]
    public void A_network_without_a_derivative_is_only_predicted()
    {
        using var file = new TemporaryModel(SmallNetworks.Convolutional((b, x) =>
        {
            b.Add(Node.Of("Det", [x.Reshape(-1, 2, 2).Name], ["odd.out"]) with { Name = "odd" });
            return x * b.Existing("odd.out").Reshape(-1, 1);
        }));
        using var model = OnnxModel.Open(file.Path);
        Assert.That(new GradientAhead(model).Predict(Images).Logits.Values, Is.EqualTo(model.Predict(Images).Logits.Values));
    }
}
