using VisEval.Core;

namespace VisEval.Harness.Results;

/// <summary>What became of one explanation.</summary>
internal abstract record Explained
{
    /// <summary>The method gave an attribution.</summary>
    /// <param name="Attribution">As the method defines it.</param>
    /// <param name="Map">One value a pixel at the input's size.</param>
    /// <param name="Remark">What the method says of its map, or why the map is constant or not finite, a part of a sentence; null where
    /// nothing is known.</param>
    public sealed record Mapped(Attribution Attribution, SaliencyMap Map, string? Remark) : Explained;

    /// <summary>The method does not apply to this network: no failure, and no map.</summary>
    /// <param name="Why">The reason as it stands in a state, kebab-case.</param>
    /// <param name="Message">A sentence for a person.</param>
    public sealed record NotApplicable(string Why, string Message) : Explained;

    /// <summary>The method failed.</summary>
    /// <param name="Error">Why, a sentence for a person.</param>
    /// <param name="Mistakes">The sentences about wrong arguments, where these are the reason; else empty.</param>
    public sealed record Failed(string Error, IReadOnlyList<string> Mistakes) : Explained;

    /// <summary>The image could not be read or classified; the outcome of the image says why.</summary>
    public sealed record WithoutImage : Explained;
}
