using VisEval.Core;

namespace VisEval.Tests.Core.Numerics;

public sealed class FloatOrderTests
{
    private static readonly float[] Ascending =
        [float.NegativeInfinity, float.MinValue, -2, -1, -1e-45f, 0, 1e-45f, 1, 1.0000001f, float.MaxValue, float.PositiveInfinity];

    [Test]
    public void Keys_are_ordered_as_the_floats_are()
    {
        Assert.That(Ascending.Select(FloatOrder.Key), Is.Ordered.Ascending.And.Unique);
        Assert.That(FloatOrder.Key(-0f), Is.EqualTo(FloatOrder.Key(0f)));
    }

    [Test]
    public void Sorting_gives_what_the_library_gives()
    {
        var random = Seed.Of(3).Random();
        float[] values = [.. Ascending, .. Enumerable.Range(0, 500).Select(_ => (float)random.NextGaussian())];
        random.Shuffle(values.AsSpan());
        var expected = (float[])values.Clone();
        Array.Sort(expected);
        FloatOrder.Sort(values);
        Assert.That(values, Is.EqualTo(expected));
    }
}
