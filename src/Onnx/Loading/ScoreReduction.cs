using System.Globalization;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Loading;

/// <summary>How the plane of scores that a segmentation network gives for a class becomes one score.</summary>
/// <remarks>Explaining a sum of logits over a set of pixels is Seg-Grad-CAM (Vinogradova et al., 2020).</remarks>
public abstract record ScoreReduction
{
    private static readonly Dictionary<string, ScoreReduction> Named =
        new ScoreReduction[] { new OverPlane("mean", "ReduceMean"), new OverPlane("max", "ReduceMax"), new OverClassMask() }
            .ToDictionary(r => r.Text);

    /// <summary>What is allowed, for messages.</summary>
    public static string Allowed => $"{string.Join(", ", Named.Keys)}, or pixel:Y,X (row and column of the network's output, from 0)";

    /// <summary>What a person writes for it.</summary>
    public abstract string Text { get; }

    /// <summary>What it is, in a sentence about each class.</summary>
    internal abstract string Meaning { get; }

    /// <summary>What a person wrote; null where that is none.</summary>
    public static ScoreReduction? Parse(string text)
    {
        if (Named.TryGetValue(text, out var named))
            return named;
        const string pixel = "pixel:";
        return text.StartsWith(pixel, StringComparison.Ordinal) && text[pixel.Length..].Split(',') is [var row, var column]
            && int.TryParse(row, NumberStyles.None, CultureInfo.InvariantCulture, out var y)
            && int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out var x)
            ? new OfPixel(y, x)
            : null;
    }

    /// <summary>Why it is impossible for planes of that size, a sentence; null where it is possible.</summary>
    internal virtual string? Fault(long height, long width) => null;

    /// <summary>The scores, N×classes.</summary>
    /// <param name="planes">N×classes×height×width.</param>
    /// <param name="classes">The number of classes.</param>
    internal abstract Value Of(Value planes, long classes);

    private static Value Reduced(Value planes, string op) =>
        planes.Builder.Op(op, [planes, planes.Builder.Ints(2, 3)], ("keepdims", 0L));

    private sealed record OverPlane(string Name, string Operator) : ScoreReduction
    {
        public override string Text => Name;

        internal override string Meaning => $"the {Name} over all its pixels";

        internal override Value Of(Value planes, long classes) => Reduced(planes, Operator);
    }

    // S_k = Σ_{p ∈ M_k} z_k(p) / |M_k|, M_k = {p: k = argmax_j z_j(p)}; of one class M = {p: z(p) > 0}. Where M_k is empty, max_p z_k(p):
    // what is left of the mean when a mask shrinks to its last pixel.
    private sealed record OverClassMask : ScoreReduction
    {
        public override string Text => "mean-of-class-mask";

        internal override string Meaning =>
            "the mean over the pixels where it is the network's first choice (its largest where there are none)";

        internal override Value Of(Value planes, long classes)
        {
            var b = planes.Builder;
            var mask = classes == 1
                ? planes > 0
                : b.Op("Equal", [
                    planes.Map("ArgMax", ("axis", 1L), ("keepdims", 1L)),
                    b.Ints([.. Enumerable.Range(0, (int)classes).Select(k => (long)k)]).Reshape(1, -1, 1, 1),
                ]);
            var count = mask.ToFloat().Sum(keep: false, 2, 3);
            var sum = planes.Where(mask, b.Scalar(0)).Sum(keep: false, 2, 3);
            return (sum / b.Op("Max", [count, b.Scalar(1)])).Where(count > 0, Reduced(planes, "ReduceMax"));
        }
    }

    private sealed record OfPixel(int Y, int X) : ScoreReduction
    {
        public override string Text => FormattableString.Invariant($"pixel:{Y},{X}");

        internal override string Meaning => $"that of the pixel in row {Y}, column {X}";

        internal override string? Fault(long height, long width) => Y < height && X < width
            ? null
            : $"the pixel lies outside: rows are 0 to {height - 1}, columns 0 to {width - 1}.";

        internal override Value Of(Value planes, long classes) =>
            planes.Slice(2, Y, Y + 1L).Slice(3, X, X + 1L).Reshape(-1, classes);
    }
}
