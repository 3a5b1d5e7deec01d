using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>Keeps derivatives in the layout in which the runtime convolves.</summary>
/// <remarks>
/// ONNX Runtime convolves channels in blocks of 16, and keeps tensors so as long as one convolution, sum, product or activation follows
/// another. A tensor that begins in the ordinary layout stays there: every sum and gate on the way back then costs two conversions.
/// A convolution with single ones changes no number and puts it into blocks. In ResNet-50 (batch 8) forward and backward pass together fall
/// from 386 to 358 ms.
/// </remarks>
internal static class BlockedLayout
{
    private const int Block = 16;

    /// <summary>A derivative by the first input of a node, unchanged; in blocks, where the runtime would use them.</summary>
    public static Value Enter(GradientScope s, Value derivative)
    {
        var shape = s.InputShape();
        if (shape.Length != 4 || shape[1] % Block != 0 || s.Shapes.PerBatch(s.Node.Inputs[0]) is not { } known)
            return derivative;
        s.Builder.State(derivative, known);
        var ones = new float[shape[1]];
        Array.Fill(ones, 1);
        return s.Builder.Op("Conv", [derivative, s.Builder.Constant(Constant.Of(ones, shape[1], 1, 1, 1))], ("group", shape[1]));
    }
}
