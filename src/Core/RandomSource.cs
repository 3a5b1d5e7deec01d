namespace VisEval.Core;

/// <summary>A small, fast, fully specified random generator: the same seed gives the same numbers on every machine and version.</summary>
/// <remarks>SplitMix64 (Steele, Lea, Flood, 2014). Not for several threads at once: give each its own seed.</remarks>
public sealed class RandomSource(ulong seed)
{
    private ulong _state = seed;
    private double _spare = double.NaN;

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        var value = Seed.Mix(_state);
        _state = unchecked(_state + 0x9E3779B97F4A7C15UL);
        return value;
    }

    /// <summary>A uniform number in [0, 1).</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A uniform number in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public double NextDouble(double low, double high) => low + (high - low) * NextDouble();

    /// <summary>A uniform integer in [0, <paramref name="bound"/>).</summary>
    public int NextInt(int bound) => (int)(((UInt128)NextBits() * (ulong)bound) >> 64);

    /// <summary>A standard normal number (Box–Muller).</summary>
    public double NextGaussian()
    {
        // Of two numbers the second is kept; NaN where there is none.
        if (!double.IsNaN(_spare))
        {
            var spare = _spare;
            _spare = double.NaN;
            return spare;
        }
        var radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        var (sine, cosine) = Math.SinCos(2 * Math.PI * NextDouble());
        _spare = radius * sine;
        return radius * cosine;
    }

    /// <summary>Permutes the elements in place (Fisher–Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = NextInt(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
