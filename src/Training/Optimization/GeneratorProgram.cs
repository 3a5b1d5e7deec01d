using VisEval.Core;
using VisEval.Onnx.Graphs;
using VisEval.Training.Networks;

namespace VisEval.Training.Optimization;

/// <summary>The generator of scenes as the second half of an autoencoder: G(√(1−σ²)·E(x) + σ·ε) is to be x, ε ~ N(0, 1).</summary>
/// <remarks>The noise makes neighbouring codes give neighbouring pictures; codes have mean 0 and variance 1 with and without it, which
/// is how <c>generator-prior</c> draws them.</remarks>
internal sealed class GeneratorProgram(int size, Seed seed, int threads) : IDisposable
{
    /// <summary>σ.</summary>
    public const float Noise = 0.3f;

    private readonly WeightProgram _program = new((builder, layers) => Loss(builder, layers, size), seed, threads);

    /// <summary>The weights as they stand, in the order of use.</summary>
    public IReadOnlyList<(string Name, Tensor Value)> Weights => _program.Weights;

    /// <summary>One step on a batch; gives the loss before it.</summary>
    public float Step(GeneratorBatch batch, AdamW optimizer, double rate) => _program.Step(
        [("images", batch.Images), ("importance", batch.Importance), ("noise", batch.Noise)], optimizer, rate);

    /// <summary>The generator as it stands, for inference.</summary>
    public Graph Export() => _program.Export(
        (builder, layers) => SceneGenerator.Decode(layers, Codes(builder, "code")), "picture");

    /// <summary>Encoder and generator as they stand, from images to pictures.</summary>
    public Graph ExportBoth() => _program.Export(
        (builder, layers) => SceneGenerator.Decode(
            layers, SceneGenerator.Encode(layers, builder.Input("images", ElementType.Float, null, 3, size, size))),
        "picture");

    public void Dispose() => _program.Dispose();

    private static Value Codes(GraphBuilder builder, string name) =>
        builder.Input(name, ElementType.Float, null, SceneGenerator.Channels, SceneGenerator.Side, SceneGenerator.Side);

    // The squared error, weighted by the importance of every pixel.
    private static Value Loss(GraphBuilder builder, Layers layers, int size)
    {
        var images = builder.Input("images", ElementType.Float, null, 3, size, size);
        var importance = builder.Input("importance", ElementType.Float, null, 1, size, size);
        var noise = Codes(builder, "noise");
        var code = SceneGenerator.Encode(layers, images) * MathF.Sqrt(1 - Noise * Noise) + noise * Noise;
        // Images are (p − ½)/¼, pictures 2p − 1.
        var difference = SceneGenerator.Decode(layers, code) - images * 0.5f;
        return (difference * difference * importance).Mean(keep: false, 0, 1, 2, 3);
    }
}

/// <summary>What one step learns from.</summary>
/// <param name="Images">N×3×64×64, normalised.</param>
/// <param name="Importance">The weight of every pixel, N×1×64×64, of mean 1.</param>
/// <param name="Noise">N(0, 1), in the shape of the codes.</param>
internal sealed record GeneratorBatch(Tensor Images, Tensor Importance, Tensor Noise);
