using VisEval.Core;

namespace VisEval.Tests.Core.Numerics;

/// <summary>Against plain loops, for lengths below, at and above every vector width.</summary>
public sealed class SpanMathTests
{
    private static readonly int[] Lengths = [1, 3, 4, 7, 8, 16, 17, 33];

    [TestCaseSource(nameof(Lengths))]
    public void Vectors_and_plain_loops_give_the_same_bits(int length)
    {
        float[] a = [.. Enumerable.Range(0, length).Select(i => 0.37f * i - 1)];
        float[] b = [.. Enumerable.Range(0, length).Select(i => 2 - 0.11f * i * i)];
        var result = new float[length];

        SpanMath.Lerp(a, b, 0.3f, result);
        Assert.That(result, Is.EqualTo(a.Zip(b, (x, y) => x + 0.3f * (y - x))));

        float[] t = [.. Enumerable.Range(0, length).Select(i => 0.03f * i)];
        SpanMath.Blend(a, b, t, result);
        Assert.That(result, Is.EqualTo(a.Select((x, i) => x + t[i] * (b[i] - x))));

        SpanMath.Multiply(a, b, result);
        Assert.That(result, Is.EqualTo(a.Zip(b, (x, y) => x * y)));

        var sum = Enumerable.Range(0, length).Select(i => 0.1 * i).ToArray();
        SpanMath.AddScaled(b, 1.7, sum);
        Assert.That(sum, Is.EqualTo(b.Select((v, i) => 0.1 * i + 1.7 * v)));

        double[] wide = [.. b.Select(v => 1.3 * v)];
        SpanMath.AddScaled(wide, -0.7, sum);
        Assert.That(sum, Is.EqualTo(b.Select((v, i) => 0.1 * i + 1.7 * v + -0.7 * (1.3 * v))));

        b.CopyTo(result, 0);
        SpanMath.Add(a, result);
        Assert.That(result, Is.EqualTo(b.Zip(a, (x, y) => x + y)));
    }

    [Test]
    public void A_mask_multiplies_every_channel()
    {
        var result = new float[6];
        SpanMath.Mask([1, 2, 3, 4, 5, 6], [0, 1, 0.5f], result);
        Assert.That(result, Is.EqualTo(new[] { 0, 2, 1.5f, 0, 5, 3 }));
    }

    [Test]
    public void Extremes_keep_a_value_that_is_not_a_number()
    {
        Assert.That(SpanMath.Extremes([2, -3, 1]), Is.EqualTo((-3f, 2f)));
        Assert.That(SpanMath.Extremes([2, float.NaN, 1]).Maximum, Is.NaN);
    }

    [Test]
    public void Extremes_are_found_at_every_place()
    {
        for (var place = 0; place < 37; place++)
        {
            var values = new float[37];
            values[place] = -4;
            Assert.That(SpanMath.Extremes(values), Is.EqualTo((-4f, 0f)));
            values[place] = 4;
            Assert.That(SpanMath.Extremes(values), Is.EqualTo((0f, 4f)));
            Assert.That(SpanMath.LargestMagnitude(values), Is.EqualTo(4));
            values[place] = float.NaN;
            Assert.That(SpanMath.Extremes(values).Minimum, Is.NaN);
            Assert.That(SpanMath.Extremes(values).Maximum, Is.NaN);
        }
        Assert.That(SpanMath.LargestMagnitude([]), Is.Zero);
    }
}
