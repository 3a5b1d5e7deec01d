namespace VisEval.Harness.Results;

/// <summary>The names of the files in a run directory; what is not named here does not belong to a run and is never deleted.</summary>
internal static class RunFiles
{
    /// <summary>What was run.</summary>
    public const string Info = "run.json";

    /// <summary>The result store.</summary>
    public const string Store = "results.db";

    /// <summary>Held open while a process works on the run.</summary>
    public const string Lock = "run.lock";

    /// <summary>Every number.</summary>
    public const string Scores = "scores.csv";

    /// <summary>The numbers of methods with their maps of other images.</summary>
    public const string Shuffled = "shuffled.csv";

    /// <summary>The numbers of each map of the methods that drew several.</summary>
    public const string Seeds = "seeds.csv";

    /// <summary>Measured costs.</summary>
    public const string Timings = "timings.csv";

    /// <summary>What went wrong.</summary>
    public const string Failures = "failures.csv";

    /// <summary>What inputs of a merge contradicted each other in.</summary>
    public const string Conflicts = "conflicts.csv";

    /// <summary>What a merged run lacks.</summary>
    public const string Missing = "missing.csv";

    /// <summary>Why explanations have no numbers where nothing failed.</summary>
    public const string Remarks = "remarks.csv";

    /// <summary>The leaderboard as numbers.</summary>
    public const string LeaderboardCsv = "leaderboard.csv";

    /// <summary>The leaderboard as a document.</summary>
    public const string LeaderboardMarkdown = "leaderboard.md";

    /// <summary>The leaderboard for a paper.</summary>
    public const string LeaderboardLatex = "leaderboard.tex";

    /// <summary>Every number, typed.</summary>
    public const string ScoresParquet = "scores.parquet";

    /// <summary>What the metrics themselves are worth.</summary>
    public const string Metrics = "metrics.csv";

    /// <summary>How far the metrics agree with each other.</summary>
    public const string Agreement = "agreement.csv";

    /// <summary>The report.</summary>
    public const string Report = "report.html";

    /// <summary>The folder of the plots.</summary>
    public const string Plots = "plots";

    /// <summary>The pictures of units, a row each.</summary>
    public const string VisualizationPictures = "visualizations.csv";

    /// <summary>The numbers of these pictures.</summary>
    public const string VisualizationScores = "visualization-scores.csv";

    /// <summary>Their means over units.</summary>
    public const string VisualizationSummary = "visualization-summary.csv";

    /// <summary>The folder of the pictures of units.</summary>
    public const string Visualizations = "visualizations";

    /// <summary>The folder of what analyses found.</summary>
    public const string Findings = "findings";

    /// <summary>The folder of what commands said that made maps, a file each.</summary>
    public const string Externals = "external";

    // What of the content of each folder belongs to a run.
    private static readonly Dictionary<string, string[]> Extensions = new()
    {
        [Plots] = [".png", ".svg"],
        [Visualizations] = [".png"],
        [Findings] = [".csv", ".png"],
        [Externals] = [".log"],
    };

    // Everything that does not say what the directory is; run.json goes last, so that a deletion cut short still leaves a run.
    private static readonly string[] Names =
    [
        Store, Store + "-wal", Store + "-shm", Store + "-journal",
        Scores, Shuffled, Seeds, Timings, Failures, Conflicts, Missing, Remarks, LeaderboardCsv, LeaderboardMarkdown, LeaderboardLatex,
        ScoresParquet, Metrics, Agreement, VisualizationPictures, VisualizationScores, VisualizationSummary, Report, Lock, Info,
    ];

    /// <summary>The names of the files that a run may have.</summary>
    internal static IReadOnlyList<string> Owned => Names;

    /// <summary>The names of the folders that a run may have.</summary>
    internal static IReadOnlyCollection<string> Folders => Extensions.Keys;

    /// <summary>The files of the run in a directory, in the order in which they may be deleted: run.json last.</summary>
    public static IReadOnlyList<string> In(string directory)
    {
        return
        [
            .. Folders.Select(f => Path.Combine(directory, f)).Where(Directory.Exists).SelectMany(folder => Directory.GetFiles(folder)
                .Where(f => Extensions[Path.GetFileName(folder)].Contains(Path.GetExtension(f))).Order(StringComparer.Ordinal)),
            .. Names.SelectMany(n => Left(directory, n).Append(Path.Combine(directory, n))).Where(File.Exists),
        ];
    }

    private static IEnumerable<string> Left(string directory, string name) =>
        Directory.EnumerateFiles(directory, name + ".*").Where(f => AtomicFile.IsLeftOf(Path.GetFileName(f), name));
}
