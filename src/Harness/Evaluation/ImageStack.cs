using VisEval.Core;

namespace VisEval.Harness.Evaluation;

/// <summary>Batches of images.</summary>
internal static class ImageStack
{
    /// <summary>Joins images of 1×C×H×W to N×C×H×W.</summary>
    public static Tensor Of(IEnumerable<Tensor> images) => Tensor.Stack([.. images.Select(image => image.Reshape(image.Shape[1..]))]);
}
