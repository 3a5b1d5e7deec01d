using MyMethod.Perturbation;
using VisEval.Core;

namespace MyMethod.Tests;

public sealed class StripesTests
{
    private static readonly ImageSize Size = new(2, 5, 4);

    private static readonly float[] Weights = [.. Enumerable.Range(0, Size.Length).Select(i => i * 7 % 11 - 5f)];
    private static readonly float[] Image = [.. Enumerable.Range(0, Size.Length).Select(i => i * 5 % 13 / 4f)];

    // Of a linear model the drop is the sum of w·x over what is hidden.
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(5)]
    public void Of_a_linear_model_a_pixel_has_the_contributions_of_its_stripes(int count)
    {
        var map = new Stripes(count).Explain(
            new FakeModel(Size, new float[Size.Length], Weights), new ImageBatch(new Tensor(Image, 1, 2, 5, 4), [Seed.Of(0)]), [1])[0];
        Assert.That(map.Values.Shape.ToArray(), Is.EqualTo(new[] { 5, 4 }));
        for (var y = 0; y < 5; y++)
            for (var x = 0; x < 4; x++)
            {
                var expected = Sum((row, _) => Stripe(row, 5, count) == Stripe(y, 5, count))
                    + Sum((_, column) => Stripe(column, 4, count) == Stripe(x, 4, count));
                Assert.That(map.Values.Values[y * 4 + x], Is.EqualTo(expected).Within(1e-4), $"pixel {y},{x}");
            }
    }

    private static double Sum(Func<int, int, bool> isHidden) => Enumerable.Range(0, Size.Length)
        .Where(i => isHidden(i / 4 % 5, i % 4)).Sum(i => (double)Weights[i] * Image[i]);

    // By trying every stripe.
    private static int Stripe(int position, int side, int count) =>
        Enumerable.Range(0, count).Single(k => k * side / count <= position && position < (k + 1) * side / count);
}
