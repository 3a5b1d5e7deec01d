namespace VisEval.Tests.Architecture;

/// <summary>An arrow between two folders of a project, with one use that draws it.</summary>
/// <param name="From">The folder that uses.</param>
/// <param name="To">The folder that is used.</param>
/// <param name="Example">The first use, in the order of names.</param>
internal sealed record FolderArrow(string From, string To, TypeUse Example);

/// <summary>The folders of a project as a graph.</summary>
internal static class FolderArrows
{
    /// <summary>The arrows between folders, sorted; <paramref name="folderOf"/> is null where a type lies in no folder of
    /// the project.</summary>
    public static IReadOnlyList<FolderArrow> Of(IEnumerable<TypeUse> uses, Func<TypeName, string?> folderOf) =>
    [
        .. uses.Select(use => (From: folderOf(use.From), To: folderOf(use.To), Use: use))
            .Where(arrow => arrow.From is not null && arrow.To is not null && arrow.From != arrow.To)
            .GroupBy(arrow => (arrow.From, arrow.To))
            .OrderBy(group => group.Key.From, StringComparer.Ordinal)
            .ThenBy(group => group.Key.To, StringComparer.Ordinal)
            .Select(group => new FolderArrow(group.Key.From!, group.Key.To!, group.First().Use)),
    ];

    /// <summary>Every arrow that is part of a circle, grouped by circle: folders that all reach each other are one.</summary>
    public static IReadOnlyList<IReadOnlyList<FolderArrow>> Circles(IReadOnlyList<FolderArrow> arrows)
    {
        var reached = arrows.SelectMany(arrow => (string[])[arrow.From, arrow.To]).Distinct()
            .ToDictionary(folder => folder, folder => Reached(folder, arrows));
        return
        [
            .. arrows.Where(arrow => reached[arrow.To].Contains(arrow.From))
                .GroupBy(arrow => reached[arrow.From].Where(other => reached[other].Contains(arrow.From)).Min(StringComparer.Ordinal))
                .Select(IReadOnlyList<FolderArrow> (circle) => [.. circle]),
        ];
    }

    private static HashSet<string> Reached(string start, IReadOnlyList<FolderArrow> arrows)
    {
        var seen = new HashSet<string>();
        var open = new Queue<string>([start]);
        while (open.TryDequeue(out var folder))
            foreach (var next in arrows.Where(arrow => arrow.From == folder).Select(arrow => arrow.To))
                if (seen.Add(next))
                    open.Enqueue(next);
        return seen;
    }
}
