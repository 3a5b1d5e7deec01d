using VisEval.Core;

namespace VisEval.Methods.Representation.Shared;

/// <summary>The images that are left when one of several groups is left out, for the grouped jackknife.</summary>
internal static class JackknifeGroups
{
    /// <summary>For each group the images outside it, ascending; as many groups as images where there are few.</summary>
    /// <param name="images">The number of images.</param>
    /// <param name="groups">The number of groups at most.</param>
    /// <param name="seed">Draws the groups: datasets are often in an order.</param>
    public static IReadOnlyList<int[]> Of(int images, int groups, Seed seed)
    {
        int[] order = [.. Enumerable.Range(0, images)];
        seed.Random().Shuffle<int>(order);
        var count = images < 2 * groups ? images : groups;
        return [.. Enumerable.Range(0, count).Select(g => order.Where((_, place) => place % count != g).Order().ToArray())];
    }
}
