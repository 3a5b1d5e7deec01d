namespace VisEval.Core;

/// <summary>A method or metric with its options, and the canonical text that keys its results.</summary>
/// <param name="Key">The canonical text: name, dialect, then the options that differ from the default, in declaration order.</param>
/// <param name="Name">The name as written: its own, or a further one.</param>
/// <param name="Identity">The key with its own name in place of a further one: what two spellings of one unit have in common, and what its
/// draws come from.</param>
/// <param name="Value">The instance.</param>
public sealed record Unit<T>(string Key, string Name, string Identity, T Value)
{
    /// <summary>A unit under its own name.</summary>
    public Unit(string key, string name, T value) : this(key, name, key, value)
    {
    }
}
