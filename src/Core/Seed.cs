using System.Text;

namespace VisEval.Core;

/// <summary>A 64-bit seed that is refined by what it is for, so that no draw depends on order or threads.</summary>
/// <example><c>Seed.Of(run).For(image).For(method)</c></example>
public readonly record struct Seed(ulong Value)
{
    /// <summary>The seed of a run.</summary>
    public static Seed Of(long run) => new(Mix((ulong)run));

    /// <summary>The seed for a named part: FNV-1a of the UTF-8 text, mixed into this seed.</summary>
    public Seed For(string part)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in Encoding.UTF8.GetBytes(part))
            hash = unchecked((hash ^ b) * 1099511628211UL);
        return new Seed(Mix(Value ^ hash));
    }

    /// <summary>The seed for a numbered part.</summary>
    public Seed For(long part) => new(Mix(unchecked(Value + 0x9E3779B97F4A7C15UL * (ulong)(part + 1))));

    /// <summary>A fresh random source that starts at this seed.</summary>
    public RandomSource Random() => new(Value);

    // The finalizer of SplitMix64 (Steele, Lea, Flood, 2014).
    internal static ulong Mix(ulong z)
    {
        unchecked
        {
            z += 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}
