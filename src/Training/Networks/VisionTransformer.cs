using VisEval.Onnx.Graphs;

namespace VisEval.Training.Networks;

/// <summary>A vision transformer (after Dosovitskiy et al., 2021) whose tokens come from convolutions (after Xiao et al., 2021).</summary>
/// <remarks>64 tokens of an 8×8 grid, row by row, behind one class token; pre-norm blocks. The attention probabilities of block b are
/// <c>blockb.attention.out</c>, N×heads×65×65, rows looking at columns.</remarks>
internal sealed class VisionTransformer : INetwork
{
    private const int Width = 64;
    private const int Hidden = 3 * Width;
    private const int Heads = 4;
    private const int Blocks = 5;
    private const int Tokens = 65;

    public string Name => "vit";

    public string About => "Vision transformer: self-attention among 64 tokens of a convolutional stem and a class token.";

    public double LearningRate => 1e-3;

    public int Steps => 5000;

    public IReadOnlyList<Value> Logits(Layers layers, Value images, int classes)
    {
        var x = Layers.Relu(layers.Normalize(layers.Conv(images, "stem1", 3, 16, kernel: 5, stride: 2), "stem1.norm", 16));
        x = Layers.Relu(layers.Normalize(layers.Conv(x, "stem2", 16, 32, kernel: 3, stride: 2), "stem2.norm", 32));
        x = Layers.Relu(layers.Normalize(layers.Conv(x, "stem3", 32, Width, kernel: 3, stride: 2), "stem3.norm", Width));
        x = layers.Conv(x, "embed", Width, Width, kernel: 1, bias: true);
        // N×width×8×8 to N×64×width.
        x = x.Reshape(0, Width, Tokens - 1).Transpose(0, 2, 1);
        var copies = layers.Concat([x.Shape().Slice(0, 0, 1), x.Builder.Ints(1, 1)], 0);
        var first = x.Builder.Op("Expand", [layers.Embedding("class.token", 1, 1, Width), copies]);
        x = layers.Concat([first, x], 1) + layers.Embedding("position", 1, Tokens, Width);
        for (var b = 1; b <= Blocks; b++)
            x = Block(layers, x, $"block{b}");
        x = layers.NormalizeTokens(x, "norm", Width);
        return [layers.Dense(x.Builder.Op("Gather", [x, x.Builder.Constant(Constant.IntScalar(0))], ("axis", 1L)), "head", Width, classes)];
    }

    private static Value Block(Layers layers, Value x, string name)
    {
        x += Attention(layers, layers.NormalizeTokens(x, $"{name}.norm1", Width), name);
        var y = layers.NormalizeTokens(x, $"{name}.norm2", Width);
        y = Layers.Gelu(layers.Linear(y, $"{name}.mlp1", Width, Hidden));
        return x + layers.Linear(y, $"{name}.mlp2", Hidden, Width);
    }

    // softmax(Q·Kᵀ/√d)·V for every head.
    private static Value Attention(Layers layers, Value x, string name)
    {
        Value Part(string part, params long[] order) =>
            layers.Linear(x, $"{name}.{part}", Width, Width).Reshape(0, Tokens, Heads, Width / Heads).Transpose(order);
        var scores = Part("query", 0, 2, 1, 3).MatMul(Part("key", 0, 2, 3, 1)) * (float)(1 / Math.Sqrt(Width / Heads));
        var mixed = layers.Softmax(scores, $"{name}.attention").MatMul(Part("value", 0, 2, 1, 3));
        return layers.Linear(mixed.Transpose(0, 2, 1, 3).Reshape(0, Tokens, Width), $"{name}.project", Width, Width);
    }
}
