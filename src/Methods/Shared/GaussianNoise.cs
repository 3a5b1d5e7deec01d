using VisEval.Core;

namespace VisEval.Methods.Shared;

/// <summary>Normally distributed noise.</summary>
internal static class GaussianNoise
{
    /// <summary>Draws independent values of mean 0, in order.</summary>
    public static void Fill(Span<float> values, double sigma, RandomSource random)
    {
        foreach (ref var value in values)
            value = (float)(sigma * random.NextGaussian());
    }
}
