using VisEval.Core;

namespace VisEval.Harness.Evaluation.Visualizing;

/// <summary>Pictures as a file keeps them.</summary>
internal static class EightBit
{
    private const float White = 255;

    /// <summary>Every value rounded to k/255; what is not finite is 0, as in the file.</summary>
    public static Tensor Of(Tensor picture) => new(
        Array.ConvertAll(picture.Values, v => float.IsFinite(v) ? Math.Clamp(MathF.Round(v * White), 0, White) / White : 0), picture.Shape);
}
