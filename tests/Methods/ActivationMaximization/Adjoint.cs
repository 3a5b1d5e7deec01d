using VisEval.Core;

namespace VisEval.Tests.Methods.ActivationMaximization;

/// <summary>⟨Pz, g⟩ = ⟨z, Pᵀg⟩, and derivatives by central differences.</summary>
internal static class Adjoint
{
    public static float[] Draw(int count, int seed, double low = -1, double high = 1)
    {
        var random = Seed.Of(seed).Random();
        return [.. Enumerable.Range(0, count).Select(_ => (float)random.NextDouble(low, high))];
    }

    public static double Dot(IEnumerable<float> a, IEnumerable<float> b) => a.Zip(b, (x, y) => (double)x * y).Sum();

    /// <summary>Asserts it for a linear map.</summary>
    public static void Holds(int from, int to, Func<float[], float[]> map, Func<float[], float[]> transpose, string what = "")
    {
        var (z, g) = (Draw(from, 1), Draw(to, 2));
        var (left, right) = (Dot(map(z), g), Dot(z, transpose(g)));
        Assert.That(left, Is.EqualTo(right).Within(1e-4 * (1 + Math.Abs(left))), what);
    }

    /// <summary>Asserts that Jᵀg along a direction is the difference of ⟨map, g⟩.</summary>
    public static void Differentiates(
        float[] at, int to, Func<float[], float[]> map, Func<float[], float[], float[]> transpose, double within = 1e-2)
    {
        var (direction, g) = (Draw(at.Length, 3), Draw(to, 4));
        const float step = 1e-2f;
        double Value(float t) => Dot(map([.. at.Zip(direction, (z, d) => z + t * d)]), g);
        var difference = (Value(step) - Value(-step)) / (2 * step);
        Assert.That(Dot(transpose(at, g), direction), Is.EqualTo(difference).Within(within * (1e-2 + Math.Abs(difference))));
    }
}
