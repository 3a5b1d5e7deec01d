using VisEval.Onnx.Graphs;
using VisEval.Tests.Onnx.Gradients;

namespace VisEval.Tests.Onnx.Relevance;

/// <summary>A transformer of one head small enough for plain loops: T tokens of D numbers, layers x ← x + softmax(s·QKᵀ)·V·O, scores
/// from the first token; as a graph, and in double precision.</summary>
internal sealed class TinyTransformer
{
    public const int Tokens = 4;
    public const int Width = 3;
    public const int Classes = 2;
    public const double Scale = 0.7;

    public TinyTransformer(int layers, bool normalized)
    {
        Normalized = normalized;
        Layers = [.. Enumerable.Range(0, layers).Select(l => Weights.Draw(10 * l))];
    }

    public bool Normalized { get; }

    public IReadOnlyList<Weights> Layers { get; }

    public double[][] Head { get; } = Matrix(96, Width, Classes);

    public double[] Gamma { get; } = Matrix(97, 1, Width)[0];

    public double[] Beta { get; } = Matrix(98, 1, Width)[0];

    /// <summary>From the tokens, N×T×D; the attention of layer l is <c>attention{l}</c>.</summary>
    public Graph Graph()
    {
        var b = new GraphBuilder();
        var x = b.Input("x", ElementType.Float, null, Tokens, Width);
        for (var l = 0; l < Layers.Count; l++)
        {
            var read = Normalized ? b.Op("LayerNormalization", [x, Vector(b, Gamma), Vector(b, Beta)]) : x;
            var w = Layers[l];
            var (q, k, v) = (read.MatMul(Of(b, w.Q)), read.MatMul(Of(b, w.K)), read.MatMul(Of(b, w.V)));
            var attention = (q.MatMul(k.Transpose(0, 2, 1)) * (float)Scale).Map("Softmax", ("axis", -1L));
            b.Add(Node.Of("Identity", [attention.Name], [$"attention{l}"]));
            x += b.Existing($"attention{l}").MatMul(v).MatMul(Of(b, w.O));
        }
        b.Add(Node.Of("Identity", [x.Slice(1, 0, 1).Reshape(0, Width).MatMul(Of(b, Head)).Name], ["scores"]));
        return b.Build(["scores"]);
    }

    /// <summary>What every layer computes.</summary>
    public List<State> Run(double[][] x)
    {
        var states = new List<State>();
        foreach (var w in Layers)
        {
            var read = Normalized ? [.. x.Select(Normalize)] : x;
            var (q, k, v) = (Times(read, w.Q), Times(read, w.K), Times(read, w.V));
            var products = Times(q, Turned(k));
            var attention = products.Select(row =>
            {
                var e = row.Select(p => Math.Exp(Scale * p)).ToArray();
                return e.Select(p => p / e.Sum()).ToArray();
            }).ToArray();
            var mixed = Times(attention, v);
            var y = Times(mixed, w.O);
            states.Add(new State(w, x, read, q, k, v, products, attention, mixed, y));
            x = Map(x, y, (a, c) => a + c);
        }
        return states;
    }

    public double[] Normalize(double[] x)
    {
        var deviation = Deviation(x);
        return [.. x.Select((v, i) => Gamma[i] * (v - x.Average()) / deviation + Beta[i])];
    }

    public static double Deviation(double[] x) => Math.Sqrt(x.Average(v => Math.Pow(v - x.Average(), 2)) + 1e-5);

    public static double[][] Times(double[][] a, double[][] b) =>
        [.. a.Select(row => Enumerable.Range(0, b[0].Length).Select(c => row.Select((v, k) => v * b[k][c]).Sum()).ToArray())];

    public static double[][] Turned(double[][] a) => [.. Enumerable.Range(0, a[0].Length).Select(c => a.Select(row => row[c]).ToArray())];

    public static double[][] Map(double[][] a, double[][] b, Func<double, double, double> f) =>
        [.. a.Zip(b, (x, y) => x.Zip(y, f).ToArray())];

    public static double[][] Rows(ReadOnlySpan<float> values, int columns)
    {
        var all = values.ToArray().Select(v => (double)v).ToArray();
        return [.. all.Chunk(columns)];
    }

    private static double[][] Matrix(int seed, int rows, int columns) =>
        Rows(GradientCase.Between(-1, 1, seed + 1, rows, columns).Values, columns);

    private static Value Of(GraphBuilder b, double[][] m) =>
        b.Constant(Constant.Of([.. m.SelectMany(r => r).Select(v => (float)v)], m.Length, m[0].Length));

    private static Value Vector(GraphBuilder b, double[] v) => b.Constant(Constant.Of([.. v.Select(x => (float)x)], v.Length));

    public sealed record Weights(double[][] Q, double[][] K, double[][] V, double[][] O)
    {
        public static Weights Draw(int seed) => new(
            Matrix(seed, Width, Width), Matrix(seed + 1, Width, Width), Matrix(seed + 2, Width, Width), Matrix(seed + 3, Width, Width));
    }

    public sealed record State(
        Weights Weights, double[][] X, double[][] Read, double[][] Q, double[][] K, double[][] V, double[][] Products,
        double[][] Attention, double[][] Mixed, double[][] Y);
}
