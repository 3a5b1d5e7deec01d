using VisEval.Harness.Analysis.Samples;

namespace VisEval.Harness.Analysis.Marks;

/// <summary>For which explanations there is a number, one bit each.</summary>
internal sealed class Presence : IEquatable<Presence>
{
    private const int Bits = 64;

    private readonly ulong[] _words;

    private Presence(ulong[] words) => _words = words;

    /// <summary>Where a method has a number.</summary>
    public static Presence Of(Merits merits)
    {
        var words = new ulong[(merits.Values.Length + Bits - 1) / Bits];
        for (var i = 0; i < merits.Values.Length; i++)
            if (!double.IsNaN(merits.Values[i]))
                words[i / Bits] |= 1UL << i % Bits;
        return new Presence(words);
    }

    /// <summary>Where both have one.</summary>
    public Presence And(Presence other)
    {
        if (Equals(other))
            return this;
        var words = new ulong[_words.Length];
        for (var i = 0; i < words.Length; i++)
            words[i] = _words[i] & other._words[i];
        return new Presence(words);
    }

    /// <summary>The numbers of a method here; NaN elsewhere.</summary>
    public Merits Of(Merits merits, Presence own) => Equals(own) ? merits : merits with
    {
        Values = [.. merits.Values.Select((v, i) => (_words[i / Bits] >> i % Bits & 1) != 0 ? v : double.NaN)],
    };

    /// <inheritdoc/>
    public bool Equals(Presence? other) => other is not null && _words.AsSpan().SequenceEqual(other._words);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Presence);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var word in _words)
            hash.Add(word);
        return hash.ToHashCode();
    }
}
