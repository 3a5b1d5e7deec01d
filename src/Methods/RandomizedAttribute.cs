namespace VisEval.Methods;

/// <summary>Declares that a method draws random numbers from the seed of the image, whatever its options.</summary>
/// <remarks>An option whose value is <see cref="Baseline.Random"/> makes any method random; that needs no declaration.</remarks>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RandomizedAttribute : Attribute;
