namespace VisEval.Core;

/// <summary>A method or metric with its options, and the canonical text that keys its results.</summary>
/// <param name="Key">The canonical text: name, dialect, then the options that differ from the default, in declaration order.</param>
/// <param name="Name">The catalogue name.</param>
/// <param name="Value">The instance.</param>
public sealed record Unit<T>(string Key, string Name, T Value);
