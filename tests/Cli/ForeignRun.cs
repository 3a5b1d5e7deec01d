namespace VisEval.Tests.Cli;

/// <summary>Looks into the tables of a run.</summary>
internal static class ForeignRun
{
    /// <summary>The rows of a table whose method has a key, without the method: what two methods with equal maps have in common.</summary>
    public static IReadOnlyList<string> RowsOf(string file, string method) =>
    [
        .. File.ReadAllLines(file).Select(l => l.Split(',')).Where(l => l[2] == method)
            .Select(l => string.Join(',', l.Where((_, i) => i != 2))),
    ];

    /// <summary>The rows of some metrics.</summary>
    public static IReadOnlyList<string> RowsOf(string file, string method, params IReadOnlyCollection<string> metrics) =>
        [.. RowsOf(file, method).Where(l => metrics.Contains(l.Split(',')[2]))];
}
