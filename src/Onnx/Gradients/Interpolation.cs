namespace VisEval.Onnx.Gradients;

/// <summary>How Resize reads along one axis: y[i] = Σ over j of Matrix[i, j]·x[j].</summary>
/// <param name="From">The length before.</param>
/// <param name="To">The length after.</param>
/// <param name="Scale">The factor, which need not be the quotient of the lengths.</param>
internal sealed record Interpolation(long From, long To, float Scale)
{
    /// <summary>Where output position i lies in the input, by coordinate rule; in single precision, as the runtime computes it.</summary>
    public static IReadOnlyDictionary<string, Func<Interpolation, long, float>> Coordinates { get; } =
        new Dictionary<string, Func<Interpolation, long, float>>
        {
            ["half_pixel"] = (a, i) => (i + 0.5f) / a.Scale - 0.5f,
            ["half_pixel_symmetric"] = (a, i) => (float)a.From / 2 * (1 - a.To / (a.Scale * a.From)) + (i + 0.5f) / a.Scale - 0.5f,
            ["pytorch_half_pixel"] = (a, i) => a.To > 1 ? (i + 0.5f) / a.Scale - 0.5f : 0,
            ["align_corners"] = (a, i) => a.To == 1 ? 0 : (float)i * (a.From - 1) / (a.To - 1),
            ["asymmetric"] = (a, i) => i / a.Scale,
        };

    /// <summary>How a coordinate becomes a position, by rounding rule.</summary>
    public static IReadOnlyDictionary<string, Func<float, float>> Roundings { get; } = new Dictionary<string, Func<float, float>>
    {
        ["round_prefer_floor"] = x => MathF.Ceiling(x - 0.5f),
        ["round_prefer_ceil"] = x => MathF.Floor(x + 0.5f),
        ["floor"] = MathF.Floor,
        ["ceil"] = MathF.Ceiling,
    };

    /// <summary>The position each output reads.</summary>
    public long[] Nearest(Func<Interpolation, long, float> coordinate, Func<float, float> round) =>
        [.. Positions.Select(i => Math.Clamp((long)round(At(coordinate, i)), 0, From - 1))];

    /// <summary>The two neighbours, by nearness; the border goes on outside.</summary>
    public float[] Linear(Func<Interpolation, long, float> coordinate) => Matrix(i =>
    {
        var x = Math.Clamp(At(coordinate, i), 0, From - 1);
        var left = (long)x;
        return [(left, 1 - (x - left)), (Math.Min(left + 1, From - 1), x - left)];
    });

    /// <summary>The four neighbours, by Keys' cubic kernel; outside, the border goes on or, if excluded, the others are
    /// scaled up.</summary>
    public float[] Cubic(Func<Interpolation, long, float> coordinate, float a, bool excludeOutside) => Matrix(i =>
    {
        var x = At(coordinate, i);
        var left = (long)MathF.Floor(x);
        var taps = Enumerable.Range(-1, 4).Select(k => (Position: left + k, Weight: Kernel(Math.Abs(x - left - k), a)));
        if (!excludeOutside)
            return taps.Select(t => (Math.Clamp(t.Position, 0, From - 1), t.Weight));
        var within = taps.Where(t => t.Position >= 0 && t.Position < From).ToList();
        var total = within.Sum(t => t.Weight);
        return within.Select(t => (t.Position, t.Weight / total));
    });

    private IEnumerable<long> Positions => Enumerable.Range(0, (int)To).Select(i => (long)i);

    // The runtime leaves an axis alone whose factor is 1, whatever the rule.
    private float At(Func<Interpolation, long, float> coordinate, long i) => Scale == 1 ? i : coordinate(this, i);

    private float[] Matrix(Func<long, IEnumerable<(long Position, float Weight)>> row)
    {
        var matrix = new float[To * From];
        foreach (var i in Positions)
            foreach (var (position, weight) in row(i))
                matrix[i * From + position] += weight;
        return matrix;
    }

    private static float Kernel(float d, float a) =>
        d <= 1 ? ((a + 2) * d - (a + 3)) * d * d + 1 : ((a * d - 5 * a) * d + 8 * a) * d - 4 * a;
}
