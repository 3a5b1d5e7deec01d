using VisEval.Core;
using VisEval.Methods;
using VisEval.Methods.ActivationMaximization;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Tests.Onnx;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.ActivationMaximization;

public sealed class GeneratorPriorTests
{
    private const int Code = 4;
    private static readonly ImageSize Size = new(3, 5, 6);
    private static readonly LinearModel Linear = LinearModel.Random(Size, 4, 3);

    [Test]
    public void A_linear_generator_and_a_linear_network_go_along_the_transposed_weights()
    {
        using var file = new TemporaryModel(Generator(Size));
        using var generator = LatentNetwork.Open(file.Path);
        Assert.That((generator.CodeLength, generator.Picture), Is.EqualTo((Code, Size)));
        var w = Weights(Size);
        var seed = new Tensor(Linear.Weights[1], 1, 3, 5, 6);
        // g_z = Wᵀw.
        double Product(int i) => Enumerable.Range(0, Size.Length).Sum(k => (double)w[i * Size.Length + k] * seed.Values[k]);
        double[] expected = [.. Enumerable.Range(0, Code).Select(Product)];
        Assert.That(generator.Gradient(new float[Code], seed), Is.EqualTo(expected).Within(1e-4));

        // One step: z₁ = 0.99·(z₀ + 2·g/mean|g|), the same for any positive multiple of g.
        var task = new VisualizationTask(Linear, NetworkUnit.OfClass(1), PictureSpace.Plain(3), [Seed.Of(4)]);
        var made = new GeneratorPrior(file.Path, Steps: 1, Rate: 2, Low: -5, High: 5).Synthesize(task).Single();
        var random = Seed.Of(4).Random();
        var mean = expected.Average(Math.Abs);
        var z = expected.Select(g => 0.99 * (random.NextGaussian() + 2 * g / mean)).ToArray();
        var picture = Enumerable.Range(0, Size.Length).Select(k => Math.Clamp(
            (Enumerable.Range(0, Code).Sum(i => z[i] * w[i * Size.Length + k]) + 5) / 10, 0, 1));
        Assert.That(made.Picture.Values, Is.EqualTo(picture).Within(1e-4));
    }

    [Test]
    public void Of_a_larger_picture_the_middle_is_shown_and_a_wrong_shape_is_refused()
    {
        var task = new VisualizationTask(Linear, NetworkUnit.OfClass(1), PictureSpace.Plain(3), [Seed.Of(4)]);
        using var larger = new TemporaryModel(Generator(new ImageSize(3, 9, 8)));
        var middle = new GeneratorPrior(larger.Path, Steps: 3).Synthesize(task).Single();
        Assert.That(middle.Picture.Shape.ToArray(), Is.EqualTo(new[] { 3, 5, 6 }));
        using var smaller = new TemporaryModel(Generator(new ImageSize(3, 4, 6)));
        Assert.That(
            new GeneratorPrior(smaller.Path).Objection(task), Does.Contain("pictures are 3×4×6, and the network takes 3×5×6"));
        using var classifier = new TemporaryModel(SmallNetworks.Convolutional());
        Assert.That(new GeneratorPrior(classifier.Path).Objection(task), Does.Contain("A generator gives pictures N×C×H×W"));
        Assert.That(new GeneratorPrior().Objection(task), Does.Contain("generator=FILE.onnx"));
        Assert.That(new GeneratorPrior("/no/such.onnx").Objection(task), Does.Contain("/no/such.onnx"));
    }

    /// <summary>Pictures W·z of codes of four values.</summary>
    public static Graph Generator(ImageSize size)
    {
        var b = new GraphBuilder();
        var z = b.Input("code", ElementType.Float, 1, Code);
        var picture = z.MatMul(b.Weight("w", Constant.Of(Weights(size), Code, size.Length)));
        return b.Build([picture.Reshape(0, size.Channels, size.Height, size.Width).Name]);
    }

    private static float[] Weights(ImageSize size) => Adjoint.Draw(Code * size.Length, 7);
}
