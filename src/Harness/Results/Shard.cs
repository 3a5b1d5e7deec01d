using System.Globalization;
using VisEval.Core;

namespace VisEval.Harness.Results;

/// <summary>One of n parts of a run, each done on a machine of its own: <c>2/10</c>.</summary>
/// <param name="Number">Which part, 1 … <paramref name="Count"/>.</param>
/// <param name="Count">The number of parts, n.</param>
public readonly record struct Shard(int Number, int Count)
{
    /// <summary>The most parts that a run is divided in.</summary>
    public const int Most = 100_000;

    /// <summary>The part that a text names.</summary>
    /// <param name="text">i/n with i from 1 to n.</param>
    /// <exception cref="InputException">It names none.</exception>
    public static Shard Parse(string text) => Read(text) ?? throw new InputException(
        $"shard {text} is not allowed; a shard is i/n with i from 1 to n and n from 1 to {Most}, for example 1/10 for the first of ten.");

    /// <summary>The part that a text names; null where it names none.</summary>
    public static Shard? Read(string text) =>
        text.Split('/') is [var number, var count] && Whole(number) is { } i && Whole(count) is { } n && i <= n ? new Shard(i, n) : null;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Count}");

    private static int? Whole(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= Most ? number : null;
}
