using VisEval.Core;
using VisEval.Methods.Representation;
using VisEval.Methods.Representation.Contracts;
using VisEval.Methods.Representation.Shared;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Representation;

/// <summary>Centred kernel alignment against the feature form, its invariances, and its bias.</summary>
public sealed class SimilarityTests
{
    private static readonly ParallelOptions One = new() { MaxDegreeOfParallelism = 1 };

    [Test]
    public void The_gram_form_is_the_feature_form()
    {
        var (x, y) = (Rows(30, 7, 1), Rows(30, 11, 2));
        var (cx, cy) = (Centred(x), Centred(y));
        double Norm(double[][] a, double[][] b)
        {
            var sum = 0.0;
            for (var i = 0; i < a[0].Length; i++)
                for (var j = 0; j < b[0].Length; j++)
                    sum += Math.Pow(Enumerable.Range(0, a.Length).Sum(n => a[n][i] * b[n][j]), 2);
            return Math.Sqrt(sum);
        }
        var expected = Math.Pow(Norm(cy, cx), 2) / (Norm(cx, cx) * Norm(cy, cy));
        Assert.That(Value(x, y, false), Is.EqualTo(expected).Within(1e-12));
    }

    [Test]
    public void The_debiased_form_is_that_of_the_formula()
    {
        var (x, y) = (Rows(9, 4, 3), Rows(9, 5, 4));
        var (k, l) = (Naive(x), Naive(y));
        double Product(double[,] a, double[,] b)
        {
            var sum = 0.0;
            for (var i = 0; i < 9; i++)
                for (var j = 0; j < 9; j++)
                    sum += a[i, j] * b[i, j];
            return sum;
        }
        Assert.That(Value(x, y, true), Is.EqualTo(Product(k, l) / Math.Sqrt(Product(k, k) * Product(l, l))).Within(1e-9));

        static double[,] Naive(float[][] rows)
        {
            var n = rows.Length;
            double Gram(int i, int j) => i == j ? 0 : rows[i].Zip(rows[j], (a, b) => (double)a * b).Sum();
            double Row(int i) => Enumerable.Range(0, n).Sum(j => Gram(i, j));
            var all = Enumerable.Range(0, n).Sum(Row);
            double Mean(int i) => Row(i) / (n - 2) - all / (2.0 * (n - 1) * (n - 2));
            var result = new double[n, n];
            for (var i = 0; i < n; i++)
                for (var j = 0; j < n; j++)
                    result[i, j] = i == j ? 0 : Gram(i, j) - Mean(i) - Mean(j);
            return result;
        }
    }

    [TestCase(false)]
    [TestCase(true)]
    public void It_does_not_change_by_rotation_scale_and_shift(bool debiased)
    {
        var (x, y) = (Rows(20, 2, 5), Rows(20, 6, 6));
        var (cos, sin) = (Math.Cos(0.7), Math.Sin(0.7));
        float[][] turned =
            [.. x.Select(r => new[] { (float)(3 * (cos * r[0] - sin * r[1]) + 4), (float)(3 * (sin * r[0] + cos * r[1]) - 9) })];
        Assert.That(Value(turned, y, debiased), Is.EqualTo(Value(x, y, debiased)).Within(1e-6));
        Assert.That(Value(turned, x, debiased), Is.EqualTo(1).Within(1e-6));
    }

    [Test]
    public void Independent_wide_layers_are_alike_only_with_the_bias()
    {
        var (x, y) = (Rows(20, 4000, 7), Rows(20, 4000, 8));
        Assert.That(Value(x, y, false), Is.GreaterThan(0.9));
        Assert.That(Value(x, y, true), Is.EqualTo(0).Within(0.1));
    }

    [Test]
    public void Every_pair_of_layers_has_a_row_and_a_layer_is_itself()
    {
        var size = new ImageSize(2, 6, 6);
        var study = MadeUpStudy.Of(ConvolutionalModel.Random(size, 3, 1), ["input", "relu1", "relu2"], MadeUpStudy.Images(size, 24, 1), 3);
        var table = new Similarity().Analyse(study).Tables[0];
        Assert.That(table.Rows, Has.Count.EqualTo(6));
        for (var row = 0; row < 6; row++)
        {
            var (biased, debiased) = ((Finding.LeftOut)table.Cell(row, "cka"), (Finding.LeftOut)table.Cell(row, "cka_debiased"));
            Assert.That(biased.Without, Has.Count.EqualTo(24));
            if (table.Word(row, "layer_a") == table.Word(row, "layer_b"))
                Assert.That((biased.Value, debiased.Value), Is.EqualTo((1.0, 1.0)).Within(1e-12));
            else
                Assert.That(debiased.Value, Is.LessThan(biased.Value));
        }
    }

    [Test]
    public void A_constant_layer_has_no_alignment()
    {
        var size = new ImageSize(1, 2, 2);
        Tensor[] images = [.. Enumerable.Range(0, 8).Select(_ => new Tensor([1, 2, 3, 4], 1, 1, 2, 2))];
        var table = new Similarity().Analyse(MadeUpStudy.Of(LinearModel.Random(size, 2, 1), ["layer"], images, 2)).Tables[0];
        Assert.That(table.Rows.Single().State.Text, Is.EqualTo("undefined:constant-layer"));
    }

    [TestCase(100)]
    [TestCase(1e6f)]
    public void A_layer_far_from_zero_is_compared_as_one_near_it(float shift)
    {
        var size = new ImageSize(1, 2, 2);
        // Sixteenths are kept exactly beside the shift.
        float Stored(float value) => MathF.Round(value * 16) / 16;
        List<Tensor> near = [.. MadeUpStudy.Images(size, 24, 4).Select(i => new Tensor(Array.ConvertAll(i.Values, Stored), 1, 1, 2, 2))];
        List<Tensor> far = [.. near.Select(i => new Tensor(Array.ConvertAll(i.Values, v => v + shift), 1, 1, 2, 2))];
        var study = MadeUpStudy.Of(LinearModel.Random(size, 2, 1), ["layer"], near, 2);
        study = study with { Networks = [study.Networks[0], study.Networks[0] with { Name = "far", Load = i => far[i] }] };
        var table = new Similarity().Analyse(study).Tables[0];
        foreach (var column in new[] { "cka", "cka_debiased" })
            Assert.That(((Finding.LeftOut)table.Cell(1, column)).Value, Is.EqualTo(1).Within(1e-9));
    }

    [Test]
    public void Copies_are_left_out_together()
    {
        string[] contents = [.. Enumerable.Range(0, 60).Select(i => $"c{i % 30}")];
        var groups = JackknifeGroups.Of(contents, 20, Seed.Of(1));
        Assert.That(groups, Has.Count.EqualTo(30));
        foreach (var kept in groups)
            Assert.That(kept.Select(i => contents[i]).Distinct().Count() * 2, Is.EqualTo(kept.Length).And.EqualTo(58));
        string[] turned = [.. contents.Reverse()];
        Assert.That(
            JackknifeGroups.Of(turned, 20, Seed.Of(1)).Select(k => string.Join(' ', k.Select(i => turned[i]).Order())),
            Is.EqualTo(groups.Select(k => string.Join(' ', k.Select(i => contents[i]).Order()))));
        Assert.That(JackknifeGroups.Of(["a", "a", "a"], 20, Seed.Of(1)), Is.Empty);
    }

    private static double Value(float[][] x, float[][] y, bool debiased) => Cka.Alignment(
        Cka.Prepared(GramMatrix.Of(x, One), debiased)!, Cka.Prepared(GramMatrix.Of(y, One), debiased)!);

    private static float[][] Rows(int count, int length, int seed)
    {
        var random = Seed.Of(seed).Random();
        return [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, length).Select(_ => (float)random.NextGaussian()).ToArray())];
    }

    private static double[][] Centred(float[][] rows) =>
        [.. rows.Select(r => r.Select((v, i) => v - rows.Average(q => (double)q[i])).ToArray())];
}
