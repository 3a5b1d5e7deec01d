using VisEval.Core;

namespace VisEval.Methods.Representation.Shared;

/// <summary>Groups of images by content: copies of an image share one, and the order of the images has no say.</summary>
internal static class ContentGroups
{
    /// <summary>By image its group, 0 to count − 1; groups differ by one content at most.</summary>
    /// <param name="contents">By image its content.</param>
    /// <param name="count">The number of groups.</param>
    /// <param name="seed">Draws them.</param>
    public static int[] Of(IReadOnlyList<string> contents, int count, Seed seed)
    {
        string[] order = [.. contents.Distinct().Order(StringComparer.Ordinal)];
        seed.Random().Shuffle<string>(order);
        var places = order.Index().ToDictionary(c => c.Item, c => c.Index % count);
        return [.. contents.Select(c => places[c])];
    }
}
