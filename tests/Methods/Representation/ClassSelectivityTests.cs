using VisEval.Core;
using VisEval.Methods.Representation;
using VisEval.Methods.Representation.Contracts;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Representation;

/// <summary>Class selectivity in closed form.</summary>
public sealed class ClassSelectivityTests
{
    [Test]
    public void One_class_alone_gives_one_all_alike_zero_and_the_formula_between()
    {
        var size = new ImageSize(5, 1, 2);
        // Labels go round three classes: channel 0 answers to class 1 alone, 1 to all, 2 with means 4, 2, 1; 3 is negative, 4 silent.
        Tensor[] images = [.. Enumerable.Range(0, 30).Select(i => new Tensor(
            [0, i % 3 == 1 ? 2 : 0, 3, 3, 4 >> i % 3, 4 >> i % 3, -1, -1, 0, 0], 1, 5, 1, 2))];
        var table = new ClassSelectivity().Analyse(MadeUpStudy.Of(LinearModel.Random(size, 3, 1), ["layer"], images, 3)).Tables[0];
        double Value(int channel) => ((Finding.LeftOut)table.Cell(channel, "selectivity")).Value;
        Assert.Multiple(() =>
        {
            Assert.That((Value(0), Value(1)), Is.EqualTo((1.0, 0.0)));
            Assert.That(Value(2), Is.EqualTo((4 - 1.5) / (4 + 1.5)).Within(1e-12));
            Assert.That(table.Word(0, "class"), Is.EqualTo("c1"));
            Assert.That(table.Number(0, "class_mean"), Is.EqualTo(1));
            Assert.That(table.Number(0, "area"), Is.EqualTo(1));
            Assert.That(table.Number(1, "area"), Is.EqualTo(0.5));
            Assert.That(table.Rows[3].State.Text, Is.EqualTo("undefined:negative-mean"));
            Assert.That(table.Rows[4].State.Text, Is.EqualTo("undefined:silent-channel"));
        });
    }

    [Test]
    public void Noise_has_some_selectivity_and_dealing_labels_anew_says_how_much()
    {
        var size = new ImageSize(20, 1, 1);
        Tensor[] images = [.. MadeUpStudy.Images(size, 60, 3).Select(i => new Tensor(Array.ConvertAll(i.Values, Math.Abs), 1, 20, 1, 1))];
        var table = new ClassSelectivity().Analyse(MadeUpStudy.Of(LinearModel.Random(size, 6, 1), ["layer"], images, 6)).Tables[0];
        var own = Enumerable.Range(0, 20).Average(k => ((Finding.LeftOut)table.Cell(k, "selectivity")).Value);
        var noise = Enumerable.Range(0, 20).Average(k => table.Number(k, "selectivity_noise"));
        Assert.That(own, Is.GreaterThan(0.1));
        Assert.That(noise, Is.EqualTo(own).Within(0.05));
        Assert.That(Enumerable.Range(0, 20).Average(k => table.Number(k, "area")), Is.EqualTo(0.5).Within(0.1));
    }

    [Test]
    public void Images_of_one_class_are_objected_to()
    {
        var size = new ImageSize(1, 2, 2);
        var study = MadeUpStudy.Of(LinearModel.Random(size, 2, 1), ["layer"], MadeUpStudy.Images(size, 5, 5), 1);
        Assert.That(new ClassSelectivity().Objections(study), Has.Some.Contains("fewer than two"));
    }
}
