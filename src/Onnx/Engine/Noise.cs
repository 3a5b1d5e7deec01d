using VisEval.Core;

namespace VisEval.Onnx.Engine;

/// <summary>Images of Gaussian noise, on which networks are tried out.</summary>
internal static class Noise
{
    /// <summary>Independent normal numbers of mean 0 and deviation 1.</summary>
    public static Tensor Of(int[] shape, Seed seed)
    {
        var noise = Tensor.Zeros(shape);
        var random = seed.Random();
        for (var i = 0; i < noise.Length; i++)
            noise.Values[i] = (float)random.NextGaussian();
        return noise;
    }
}
