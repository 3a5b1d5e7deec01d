namespace VisEval.Harness.Datasets.Pictures;

/// <summary>A way to resize one axis, as Pillow does: which source positions every target position is a weighted mean of.</summary>
/// <remarks>Of a filter: with scale s = source/target and f = max(s, 1) the mean has half-width f·support around (i + ½)·s, so that
/// shrinking averages; weights are rounded to 22 bits (Pillow's <c>Resample.c</c>).</remarks>
/// <param name="Taps">By lengths of source and target.</param>
internal sealed record Interpolation(Func<int, int, Tap[]> Taps)
{
    /// <summary>Bits of the fraction of a weight.</summary>
    public const int Precision = 32 - 8 - 2;

    /// <summary>The one that is used where nothing is said.</summary>
    public const string Default = "bilinear";

    // The free parameter of the cubic of Keys (1981).
    private const double Cubic = -0.5;

    /// <summary>By name.</summary>
    public static IReadOnlyDictionary<string, Interpolation> All { get; } = new Dictionary<string, Interpolation>
    {
        [Default] = new((source, target) => Filtered(source, target, 1, x => 1 - x)),
        ["bicubic"] = new((source, target) => Filtered(source, target, 2, x => x < 1
            ? ((Cubic + 2) * x - (Cubic + 3)) * x * x + 1
            : (((x - 5) * x + 8) * x - 4) * Cubic)),
        ["nearest"] = new(Nearest),
    };

    private static Tap[] Filtered(int source, int target, double halfWidth, Func<double, double> filter)
    {
        var scale = (double)source / target;
        var stretch = Math.Max(1, scale);
        var support = halfWidth * stretch;
        var taps = new Tap[target];
        for (var i = 0; i < target; i++)
        {
            var centre = (i + 0.5) * scale;
            var first = Math.Max(0, (int)(centre - support + 0.5));
            var end = Math.Min(source, (int)(centre + support + 0.5));
            var weights = new double[end - first];
            for (var k = 0; k < weights.Length; k++)
            {
                var distance = Math.Abs((k + first - centre + 0.5) * (1 / stretch));
                weights[k] = distance < halfWidth ? filter(distance) : 0;
            }
            var total = weights.Sum();
            taps[i] = new Tap(first, [.. weights.Select(w => Fixed(w / total))]);
        }
        return taps;
    }

    // Pillow adds up the steps, which decides where a centre falls between two pixels.
    private static Tap[] Nearest(int source, int target)
    {
        var scale = (double)source / target;
        var position = scale * 0.5;
        var taps = new Tap[target];
        for (var i = 0; i < target; i++, position += scale)
            taps[i] = new Tap(Math.Min(source - 1, (int)position), [1 << Precision]);
        return taps;
    }

    private static int Fixed(double weight) => (int)(weight * (1 << Precision) + (weight < 0 ? -0.5 : 0.5));
}

/// <summary>The weighted mean of neighbours that a resized value is.</summary>
/// <param name="First">The first neighbour.</param>
/// <param name="Weights">The weights of it and those after it, with <see cref="Interpolation.Precision"/> bits of fraction.</param>
internal readonly record struct Tap(int First, int[] Weights);
