using VisEval.Core;

namespace VisEval.Methods.Representation.Shared;

/// <summary>The images that are left when one of several groups is left out, for the grouped jackknife.</summary>
internal static class JackknifeGroups
{
    /// <summary>For each group the images outside it, ascending; as many groups as contents where there are few, none where all images
    /// are copies of one.</summary>
    /// <param name="contents">By image its content: copies are left out together.</param>
    /// <param name="groups">The number of groups at most.</param>
    /// <param name="seed">Draws the groups: datasets are often in an order.</param>
    public static IReadOnlyList<int[]> Of(IReadOnlyList<string> contents, int groups, Seed seed)
    {
        var distinct = contents.Distinct().Count();
        if (distinct < 2)
            return [];
        var count = distinct < 2 * groups ? distinct : groups;
        var places = ContentGroups.Of(contents, count, seed);
        return [.. Enumerable.Range(0, count).Select(g => places.Index().Where(p => p.Item != g).Select(p => p.Index).ToArray())];
    }
}
