using VisEval.Core;
using VisEval.Methods.ActivationMapping;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.ActivationMapping;

internal sealed class FemTests
{
    [TestCase("relu1", FemTerm.Mask, 2)]
    [TestCase("relu1", FemTerm.Activation, 2)]
    [TestCase("relu2", FemTerm.Mask, 1)]
    [TestCase("relu2", FemTerm.Activation, 0)]
    public void It_is_the_formula_of_the_paper_and_that_of_the_other_tool(string layer, FemTerm term, double sigmas)
    {
        var view = LayerView.Of(layer, 1);
        double Mean(int k) => view.A[k].Average();
        bool Strong(int k, int i) => view.A[k][i] > Mean(k) + sigmas * Math.Sqrt(view.A[k].Average(v => v * v) - Mean(k) * Mean(k));
        double Share(int k) => view.A[k].Where((_, i) => Strong(k, i)).Count() / (double)view.Places;
        var expected = view.Map(i => view.Channels.Sum(k => term == FemTerm.Mask ? Strong(k, i) ? Mean(k) : 0 : Share(k) * view.A[k][i]));
        Assert.That(expected, Has.Some.GreaterThan(0));
        var actual = new Fem(sigmas, term, layer).Explain(LayerView.Model, LayerView.Batch, LayerView.Targets)[1].Values;
        Assert.That(actual.Shape.ToArray(), Is.EqualTo(new[] { view.Height, view.Width }));
        Assert.That(actual.Values, Is.EqualTo(expected).Within(1e-5));
    }

    [Test]
    public void By_hand()
    {
        // Mean 1, deviation √5: only the 6 lies above 1 + 2·2.236; mean 2 likewise; a constant channel has no strong place.
        Assert.That(
            new Fem().Explain(Six, Six3(1), [0])[0].Values.Values, Is.EqualTo(new[] { 0, 0, 1f, 0, 0, 2f }).Within(1e-6f));
    }

    [Test]
    public void Where_a_mean_is_negative_the_strongest_place_does_not_count_against_itself()
    {
        // The second channel has the mean −1 and its strong place last: μ M would be −1 there.
        var refusal = Assert.Throws<NotApplicableException>(() => new Fem().Explain(Six, Six3(-2), [0]));
        Assert.That(refusal!.Why, Is.EqualTo("signed-layer"));
        Assert.That(refusal.Message, Does.Contain("'layer'").And.Contain("layer=TENSOR").And.Contain("term=activation"));
        Assert.That(
            new Fem(Term: FemTerm.Activation).Explain(Six, Six3(-2), [0])[0].Values.Values,
            Is.EqualTo(new[] { -2, -2, 4, -2, -2, 4 }.Select(v => v / 6f)).Within(1e-6f));
    }

    private static LinearModel Six => new(new ImageSize(3, 1, 6), [new float[18]], [0]);

    // Three channels of six places: one 6 among zeros, a value six above the others, and a constant.
    private static ImageBatch Six3(float low) =>
        Images.Of(new ImageSize(3, 1, 6), 0, 0, 6, 0, 0, 0, low, low, low, low, low, low + 6, 7, 7, 7, 7, 7, 7);

    [Test]
    public void A_layer_with_too_few_places_for_a_strong_one_is_no_map_of_zeros_but_named()
    {
        var size = new ImageSize(1, 1, 5);
        var model = new LinearModel(size, [new float[5]], [0]);
        Assert.That(
            () => new Fem().Explain(model, Images.Of(size, 9, 0, 0, 0, 0), [0]),
            Throws.TypeOf<NotApplicableException>().With.Message.Contains("'layer', which has 5").And.Message.Contains("sigmas"));
        var map = new Fem(1.9).Explain(model, Images.Of(size, 9, 0, 0, 0, 0), [0])[0].Values.Values;
        Assert.That(map, Is.EqualTo(new[] { 1.8f, 0, 0, 0, 0 }));
    }
}
