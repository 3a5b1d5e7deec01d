namespace VisEval.Metrics.Shared.Outputs;

/// <summary>Random values that every explanation of an image needs alike.</summary>
/// <remarks>Few are kept as long as the image is worked on. Many would fill the memory, and are drawn again for every explanation: the
/// seed makes them the same.</remarks>
internal static class SharedDraws
{
    // 4 MB of 32-bit values.
    private const int MostKept = 1 << 20;

    /// <summary>Whether so many 32-bit values are kept.</summary>
    public static bool AreKept(long count) => count <= MostKept;

    /// <summary>The values; nobody may write to them.</summary>
    /// <param name="context">The explanation.</param>
    /// <param name="key">Everything that determines the values, compared by value, apart from image and
    /// <see cref="IMetricContext.SharedSeed"/>.</param>
    /// <param name="count">How many 32-bit values they are.</param>
    /// <param name="draw">Draws them.</param>
    public static T Of<T>(IMetricContext context, object key, long count, Func<T> draw) =>
        AreKept(count) ? context.ShareForImage(key, draw) : draw();
}
