using VisEval.Onnx.Graphs;

namespace VisEval.Training.Networks;

/// <summary>A generator of scenes, and the encoder it is trained with.</summary>
/// <remarks>The code is a grid of small vectors, N×Channels×Side×Side, each of which draws a part of the picture that overlaps its
/// neighbours'; every layer is a convolution, so that what is learned at one place is known at all of them.</remarks>
internal static class SceneGenerator
{
    /// <summary>Values of the code at one place.</summary>
    public const int Channels = 8;

    /// <summary>Rows and columns of the code.</summary>
    public const int Side = 8;

    private const float Epsilon = 1e-5f;

    /// <summary>The code of images, N×3×64×64: each channel standardised over the batch, as the generator's codes are drawn.</summary>
    public static Value Encode(Layers layers, Value images)
    {
        var x = Layers.Relu(layers.Normalize(layers.Conv(images, "encoder.stem", 3, 24, kernel: 5, stride: 2), "encoder.stem.norm", 24));
        x = Layers.Relu(layers.Normalize(layers.Conv(x, "encoder.half", 24, 48, kernel: 3, stride: 2), "encoder.half.norm", 48));
        x = Layers.Relu(layers.Normalize(layers.Conv(x, "encoder.quarter", 48, 64, kernel: 3, stride: 2), "encoder.quarter.norm", 64));
        x = Residual.Block(layers, x, "encoder.block", 64, 64, stride: 1);
        x = layers.Conv(x, "encoder.code", 64, Channels, kernel: 1, bias: true);
        var centred = x - x.Mean(keep: true, 0, 2, 3);
        return centred / ((centred * centred).Mean(keep: true, 0, 2, 3) + Epsilon).Map("Sqrt");
    }

    /// <summary>The pictures of codes, N×3×64×64 in (−1, 1).</summary>
    public static Value Decode(Layers layers, Value code)
    {
        var x = Layers.Relu(layers.Normalize(layers.Conv(code, "mix", Channels, 64, kernel: 3), "mix.norm", 64));
        x = Residual.Block(layers, x, "block", 64, 64, stride: 1);
        x = Enlarged(layers, x, "quarter", 64, 48);
        x = Enlarged(layers, x, "half", 48, 32);
        return layers.Conv(Layers.Enlarge(x), "draw", 32, 3, kernel: 3, bias: true).Map("Tanh");
    }

    private static Value Enlarged(Layers layers, Value x, string name, int inputs, int outputs) =>
        Layers.Relu(layers.Normalize(layers.Conv(Layers.Enlarge(x), name, inputs, outputs, kernel: 3), $"{name}.norm", outputs));
}
