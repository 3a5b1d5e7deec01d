using VisEval.Core;
using VisEval.Methods;
using VisEval.Methods.Facts;
using VisEval.Onnx.Models;

namespace VisEval.Tests.Methods.Facts;

public sealed class MethodFactsTests
{
    public static IEnumerable<string> Names => QuickUnits.Names;

    [Test]
    public void The_controls_are_declared() => Assert.That(
        QuickUnits.Names.Where(name => MethodFacts.Of(QuickUnits.Of(name)).IsControl),
        Is.EquivalentTo(new[] { "random", "center", "sobel", "uniform", "input-magnitude" }));

    [TestCaseSource(nameof(Names))]
    public void A_method_implements_the_interface_of_what_it_declares(string name)
    {
        var method = QuickUnits.Of(name);
        var declared = MethodDeclaration.Of(method.GetType());
        Assert.Multiple(() =>
        {
            Assert.That(method is ILayerMethod, Is.EqualTo(declared.Needs.HasFlag(Needs.Layer)));
            Assert.That(method is IWrapperMethod, Is.EqualTo(QuickUnits.Methods[name].IsWrapper));
            Assert.That(declared.Needs == Needs.Nothing, Is.EqualTo(declared.IsControl || method is IWrapperMethod));
        });
    }

    [TestCase("gradient", Needs.Gradient)]
    [TestCase("smooth:grad-cam", Needs.Gradient | Needs.Layer)]
    [TestCase("augment:smooth:score-cam", Needs.Forward | Needs.Layer)]
    [TestCase("smooth:center", Needs.Nothing)]
    public void A_wrapper_needs_what_its_inner_method_needs(string unit, Needs needs) => Assert.That(Of(unit).Needs, Is.EqualTo(needs));

    [TestCase("rise", true)]
    [TestCase("grad-cam", false)]
    [TestCase("smooth:grad-cam", true)]
    [TestCase("augment:grad-cam", false)]
    [TestCase("augment:rise", true)]
    [TestCase("occlusion", false)]
    [TestCase("occlusion:fill=random", true)]
    [TestCase("augment:deeplift:baseline=random", true)]
    [TestCase("integrated-gradients:baseline=black+white", false)]
    [TestCase("integrated-gradients:baseline=black+random", true)]
    public void What_draws_from_its_seed_is_randomized(string unit, bool randomized) =>
        Assert.That(Of(unit).IsRandomized, Is.EqualTo(randomized));

    [TestCase("deepshap", true)]
    [TestCase("deepshap:baseline=black", false)]
    [TestCase("smooth:expected-gradients", true)]
    [TestCase("smooth:expected-gradients:baseline=zero", false)]
    [TestCase("gradient", false)]
    public void Named_baselines_stand_in_the_place_of_reference_images(string unit, bool uses) =>
        Assert.That(Of(unit).UsesReferences, Is.EqualTo(uses));

    [TestCase("smooth:random", true)]
    [TestCase("smooth:gradient", false)]
    public void A_wrapped_control_is_a_control(string unit, bool control) => Assert.That(Of(unit).IsControl, Is.EqualTo(control));

    [TestCase("gradient", null)]
    [TestCase("grad-cam", null)]
    [TestCase("grad-cam:layer=middle", "middle")]
    [TestCase("smooth:augment:layer-cam:layer=middle+final", "middle+final")]
    public void The_layer_is_the_option_of_the_innermost_method(string unit, string? layer) =>
        Assert.That(Of(unit).Layer, Is.EqualTo(layer));

    [Test]
    public void The_layers_on_a_model_are_tensors()
    {
        using var model = QuickUnits.ModelFor("gradient");
        Assert.Multiple(() =>
        {
            Assert.That(Of("gradient").LayersOn(model), Is.Empty);
            Assert.That(Of("smooth:grad-cam").LayersOn(model), Is.EqualTo(new[] { model.Network.CamTensor }));
            Assert.That(
                Of($"grad-cam:layer={model.Network.CamTensor}+input+final").LayersOn(model),
                Is.EqualTo(new[] { model.Network.CamTensor, model.InputTensor }));
            Assert.That(() => Of("grad-cam:layer=none").LayersOn(model), Throws.InstanceOf<InputException>());
        });
    }

    [TestCase("center", CostClass.Free)]
    [TestCase("gradient", CostClass.Low)]
    [TestCase("smooth:samples=10:gradient", CostClass.Medium)]
    [TestCase("rise:masks=1000", CostClass.High)]
    [TestCase("rise:masks=1001", CostClass.VeryHigh)]
    public void The_cost_class_follows_from_the_passes(string unit, CostClass cost)
    {
        using var model = QuickUnits.ModelFor("gradient");
        Assert.That(Of(unit).CostOn(model), Is.EqualTo(cost));
    }

    [Test]
    public void A_method_without_declarations_has_none()
    {
        var facts = MethodFacts.Of(new Undeclared());
        Assert.That(
            (facts.Needs, facts.IsControl, facts.IsRandomized, facts.Layer),
            Is.EqualTo((Needs.Nothing, false, false, (string?)null)));
    }

    private static MethodFacts Of(string unit) => MethodFacts.Of(QuickUnits.Methods.Create(unit).Value);

    private sealed class Undeclared : IAttributionMethod
    {
        public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) => [];
    }
}
