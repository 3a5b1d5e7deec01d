using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;
using VisEval.Tests.Onnx.Gradients;

namespace VisEval.Tests.Onnx.Models;

/// <summary>Equal questions share a program; different ones never do.</summary>
public sealed class ProgramKeyTests
{
    private static readonly Tensor Images = GradientCase.Between(-1, 1, 11, 2, 3, 8, 8);

    private TemporaryModel _file = null!;
    private OnnxModel _model = null!;

    [SetUp]
    public void Open()
    {
        _file = new TemporaryModel(SmallNetworks.Convolutional());
        _model = OnnxModel.Open(_file.Path, new EngineOptions());
    }

    [TearDown]
    public void Close()
    {
        _model.Dispose();
        _file.Dispose();
    }

    [Test]
    public void Two_rule_sets_of_one_name_give_each_its_own_numbers()
    {
        var doubled = Relu("same name", 2);
        var halved = Relu("same name", 0.5f);
        var exact = Gradient(RuleSet.Standard);
        Assert.That(Gradient(doubled), Is.Not.EqualTo(Gradient(halved)).Within(1e-4));
        // Two ReLUs stand between the image and the scores.
        Assert.That(Gradient(doubled), Is.EqualTo(exact.Select(g => 4 * g)).Within(1e-5));
        Assert.That(Gradient(halved), Is.EqualTo(exact.Select(g => g / 4)).Within(1e-5));
    }

    [Test]
    public void A_rule_set_with_the_name_of_a_built_in_one_is_not_that_one()
    {
        var exact = Gradient(RuleSet.Standard);
        Assert.That(Gradient(Relu(RuleSet.Standard.Name, 2)), Is.EqualTo(exact.Select(g => 4 * g)).Within(1e-5));
        var probability = Gradient(RuleSet.Standard with { Start = RuleSet.OfProbability.Start });
        Assert.That(probability, Is.EqualTo(Gradient(RuleSet.OfProbability)).And.Not.EqualTo(exact).Within(1e-4));
    }

    [Test]
    public void A_built_in_rule_set_made_twice_is_one_program()
    {
        Gradient(Composites.Epsilon(1e-6));
        var kept = _model.KeptSessions;
        Gradient(Composites.Epsilon(1e-6));
        Assert.That(_model.KeptSessions, Is.EqualTo(kept));
        Gradient(Composites.Epsilon(1e-5));
        Assert.That(_model.KeptSessions, Is.EqualTo(kept + 1));
    }

    [Test]
    public void The_same_copy_made_twice_shares_its_program()
    {
        var kept = _model.KeptSessions;
        var first = _model.Randomize(["fc"], Seed.Of(1)).Predict(Images).Logits.Values;
        Assert.That(_model.Randomize(["fc"], Seed.Of(1)).Predict(Images).Logits.Values, Is.EqualTo(first));
        Assert.That(_model.KeptSessions, Is.EqualTo(kept + 1));
    }

    [Test]
    public void A_disposed_copy_gives_its_programs_up_and_those_of_its_parts()
    {
        var kept = _model.KeptSessions;
        var copy = _model.Randomize(["fc"], Seed.Of(1));
        var image = Images.ItemTensor(0);
        copy.Predict(Images);
        copy.After("features", image).Predict(copy.Activations(Images, ["features"])[0]);
        Assert.That(_model.KeptSessions, Is.EqualTo(kept + 3));
        ((IDisposable)copy).Dispose();
        Assert.That(_model.KeptSessions, Is.EqualTo(kept));
        Assert.That(copy.Predict(Images).Count, Is.EqualTo(2), "the copy still answers, with a new session");
    }

    [Test]
    public void Every_built_in_rule_set_has_a_name_of_its_own()
    {
        RuleSet[] all =
        [
            RuleSet.Standard, RuleSet.OfFirstChoice, RuleSet.OfProbability, RuleSet.OfLogProbability,
            RuleSet.GuidedBackpropagation, RuleSet.DeconvNet, RuleSet.RectGrad(0.5), RuleSet.RectGrad(0.9), RuleSet.RectGrad(0.9, true),
            RuleSet.RectGrad(0.9, false, true), RuleSet.DeepLift,
            RuleSet.DeepLiftRevealCancel(true), RuleSet.DeepLiftRevealCancel(false),
            Composites.Epsilon(1), Composites.Epsilon(2), Composites.EpsilonPlus(1), Composites.EpsilonPlusFlat(1),
            Composites.EpsilonAlpha2Beta1(1), Composites.EpsilonGammaBox(1, 2, null, 3), Composites.EpsilonGammaBox(1, 2, 3, null),
            Composites.DeepTaylor(null, 1), Composites.DeepTaylor(1, null), Composites.DeepTaylorContrast(null, 1),
            Composites.RelativeAttribution(null, 1),
            Composites.ExcitationBackprop(false, false), Composites.ExcitationBackprop(true, false),
            Composites.ExcitationBackprop(false, true),
            Composites.ExcitationBackpropContrast(false, false), Composites.Epsilon(1).FromScore(), Composites.Epsilon(1).FromMagnitude(),
            Composites.Epsilon(1).FromOthers(), Composites.Epsilon(1).FromLogOdds(),
        ];
        Assert.That(all.Select(r => r.Identity), Is.Unique.And.All.InstanceOf<string>());
    }

    private float[] Gradient(RuleSet rules) =>
        _model.Gradient(Images, ModelExtensions.OneHot([0, 1], 4), ["image"], rules).Gradients[0].Values;

    private static RuleSet Relu(string name, float factor) =>
        new(name, [new Replacement((node, _) => node.Operator == "Relu", scope => [scope.Derivative(scope.Gradient)[0] * factor])]);
}
