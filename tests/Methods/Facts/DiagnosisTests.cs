using VisEval.Core;
using VisEval.Methods.ActivationMapping;
using VisEval.Methods.Backpropagation;
using VisEval.Methods.Controls;
using VisEval.Methods.Facts;
using VisEval.Methods.Perturbation;
using VisEval.Methods.Wrappers;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Tests.Onnx;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Facts;

/// <summary>Networks whose explanations are constant, and the cause that is named.</summary>
[Category("Engine")]
public sealed class DiagnosisTests
{
    private static readonly Tensor Image = Images.Random(new ImageSize(1, 4, 4), 1, 1).Values;

    [Test]
    public void A_dead_layer_is_named()
    {
        using var model = Open((b, x) => x.Map("Abs") * -1f);
        Assert.That(Diagnosis.Of(model, new GradCam(), Image, 0), Is.EqualTo("every value of the layer 'features' is 0 (dead ReLU)"));
        Assert.That(Diagnosis.Of(model, new Gradient(), Image, 0), Does.Contain("is 0 at every pixel"));
    }

    [Test]
    public void A_wrapper_is_diagnosed_by_its_inner_method()
    {
        using var model = Open((b, x) => x.Map("Abs") * -1f);
        var methods = QuickUnits.Methods;
        Assert.Multiple(() =>
        {
            Assert.That(
                Diagnosis.Of(model, methods.Create("smooth:grad-cam").Value, Image, 0),
                Is.EqualTo("every value of the layer 'features' is 0 (dead ReLU)"));
            // The layer before the ReLU is alive, but no derivative gets there.
            Assert.That(
                Diagnosis.Of(model, methods.Create("augment:smooth:grad-cam:layer=before").Value, Image, 0),
                Does.StartWith("the derivative of the class's logit is 0 everywhere at the layer 'before'"));
            Assert.That(Diagnosis.Of(model, new Smooth(new UniformControl()), Image, 0), Is.EqualTo("the method does not use the model"));
        });
    }

    [Test]
    public void Every_layer_of_several_is_diagnosed()
    {
        using var model = Open((b, x) => x.Map("Abs") * -1f);
        Assert.That(
            Diagnosis.Of(model, new GradCam(Layer: "before+features"), Image, 0),
            Does.Match("^the derivative .* at the layer 'before' .*; every value of the layer 'features' is 0 \\(dead ReLU\\)$"));
    }

    [Test]
    public void Evidence_against_the_class_that_was_cut_to_0_is_named()
    {
        using var model = Open((b, x) => x.Map("Abs"));
        Assert.That(new GradCam().Explain(model, new ImageBatch(Image, [Seed.Of(0)]), [1])[0].Values.Values, Is.All.Zero);
        Assert.That(Diagnosis.Of(model, new GradCam(), Image, 1), Does.Contain("holds no positive evidence for class 1"));
    }

    [TestCase("deep-taylor")]
    [TestCase("clrp")]
    public void A_class_without_evidence_for_it_is_named(string name)
    {
        using var model = Open((b, x) => x.Map("Abs"));
        var method = QuickUnits.Of(name);
        Assert.That(method.Explain(model, new ImageBatch(Image, [Seed.Of(0)]), [1])[0].Values.Values, Is.All.Zero);
        Assert.That(
            Diagnosis.Of(model, method, Image, 1),
            Does.Match("the logit of class 1 is negative \\(-0[.0-9]+\\): the image holds no evidence for the class"));
    }

    [Test]
    public void What_is_not_finite_is_not_explained_by_what_makes_a_map_constant()
    {
        using var certain = Open((b, x) => x.Map("Abs") * b.Scalar(1e4f));
        Assert.That(Diagnosis.Of(certain, new Rise(10), Image, 0), Does.Contain("saturated"));
        Assert.That(Diagnosis.Of(certain, new Rise(10), Image, 0, CellState.Degenerate("not-finite")), Is.Null);
        Assert.That(Diagnosis.Of(certain, new Dff(), Image, 0, CellState.Degenerate("not-finite")), Is.Null);
    }

    [TestCase("ablation-cam")]
    [TestCase("dff")]
    [TestCase("poly-cam")]
    public void The_negative_logit_is_named_for_methods_without_derivatives_too(string name)
    {
        using var model = Open((b, x) => x.Map("Abs"));
        Assert.That(Diagnosis.Of(model, QuickUnits.Of(name), Image, 1), Does.Contain("the logit of class 1 is negative"));
    }

    [Test]
    public void A_layer_that_holds_evidence_is_not_said_to_hold_none()
    {
        using var certain = Open((b, x) => x.Map("Abs") * b.Scalar(1e4f));
        Assert.That(Diagnosis.Of(certain, new GroupCam(), Image, 0), Does.StartWith("the softmax is saturated"));
    }

    [Test]
    public void A_saturated_softmax_is_named()
    {
        using var model = Open((b, x) => x.Map("Abs") * 1000f);
        Assert.That(Diagnosis.Of(model, new Rise(10), Image, 0), Does.StartWith("the softmax is saturated (probability 1 of class 0)"));
    }

    [Test]
    public void A_method_without_gradients_is_diagnosed_without_one_and_others_get_the_missing_rule()
    {
        // Det has no rule; the layer before it is dead.
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, null, 1, 4, 4);
        b.Add(Node.Of("Relu", [(x.Map("Abs") * -1f).Name], ["features"]));
        var scores = b.Existing("features").Map("Det").MatMul(b.Weight("head", Constant.Of([1, -1], 1, 2)));
        b.Add(Node.Of("Identity", [scores.Name], ["scores"]));
        using var file = new TemporaryModel(b.Build(["scores"]));
        using var model = OnnxModel.Open(file.Path);
        Assert.That(Diagnosis.Of(model, new EigenCam(), Image, 0), Is.EqualTo("every value of the layer 'features' is 0 (dead ReLU)"));
        Assert.That(
            Diagnosis.Of(model, new LrpEpsilon(), Image, 0),
            Does.StartWith("the derivative could not be computed").And.Contain("Det"));
    }

    [Test]
    public void Images_and_controls_are_checked_first()
    {
        using var model = Open((b, x) => x.Map("Abs"));
        Assert.That(Diagnosis.Of(model, new Gradient(), Tensor.Zeros(1, 1, 4, 4), 0), Is.EqualTo("the image is the same everywhere"));
        Assert.That(
            Diagnosis.Of(model, new Gradient(), new Tensor([.. Enumerable.Repeat(float.NaN, 16)], 1, 1, 4, 4), 0),
            Does.Contain("not finite"));
        Assert.That(Diagnosis.Of(model, new UniformControl(), Image, 0), Is.EqualTo("the method does not use the model"));
    }

    [Test]
    public void A_network_without_ReLUs_has_no_dead_ones()
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, null, 1, 4, 4);
        b.Add(Node.Of("Mul", [x.Name, b.Scalar(0).Name], ["features"]));
        var scores = b.Existing("features").Mean(keep: false, 2, 3).MatMul(b.Weight("head", Constant.Of([1, -1], 1, 2)));
        b.Add(Node.Of("Identity", [scores.Name], ["scores"]));
        using var file = new TemporaryModel(b.Build(["scores"]));
        using var model = OnnxModel.Open(file.Path);
        Assert.Multiple(() =>
        {
            Assert.That(
                Diagnosis.Of(model, new GradCam(Layer: "features"), Image, 0), Is.EqualTo("every value of the layer 'features' is 0"));
            Assert.That(
                Diagnosis.Of(model, new Gradient(), Image, 0),
                Is.EqualTo("the derivative of the class's logit is 0 at every pixel (the class does not depend on it)"));
        });
    }

    [Test]
    public void Where_nothing_is_wrong_no_cause_is_named()
    {
        using var model = Open((b, x) => x.Map("Abs") * 0.1f);
        Assert.That(Diagnosis.Of(model, new Rise(10), Image, 0), Is.Null);
    }

    // Two classes, the mean of the rectified features and its negative.
    private static OnnxModel Open(Func<GraphBuilder, Value, Value> features)
    {
        var b = new GraphBuilder();
        var x = features(b, b.Input("image", ElementType.Float, null, 1, 4, 4));
        b.Add(Node.Of("Identity", [x.Name], ["before"]));
        b.Add(Node.Of("Relu", ["before"], ["features"]));
        var scores = b.Existing("features").Mean(keep: false, 2, 3).MatMul(b.Weight("head", Constant.Of([1, -1], 1, 2)));
        b.Add(Node.Of("Identity", [scores.Name], ["scores"]));
        using var file = new TemporaryModel(b.Build(["scores"]));
        return OnnxModel.Open(file.Path);
    }
}
