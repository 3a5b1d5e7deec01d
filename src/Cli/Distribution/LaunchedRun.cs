using System.CommandLine;
using System.CommandLine.Parsing;
using VisEval.Onnx.Engine;

namespace VisEval.Cli.Distribution;

/// <summary>A run as a scheduler is to do it: n tasks, each a shard in a directory of its own, on a file system that all see.</summary>
/// <param name="Program">The command that starts VisEval, words of a shell.</param>
/// <param name="Arguments">The arguments of <c>run</c> as given, without those that a shard has of its own.</param>
/// <param name="WorkingDirectory">Where relative paths start.</param>
/// <param name="Output">The run directory that the shards are merged in.</param>
/// <param name="Shards">The number of shards.</param>
/// <param name="Threads">The threads of each.</param>
/// <param name="Megabytes">The memory of each, with a margin.</param>
/// <param name="Time">The time of the longest, with a margin.</param>
internal sealed record LaunchedRun(
    string Program, IReadOnlyList<string> Arguments, string WorkingDirectory, string Output, int Shards, int Threads, int Megabytes,
    TimeSpan Time)
{
    // What another machine, or a busy one, takes more.
    private const double TimeMargin = 2;
    private const double MemoryMargin = 1.5;
    private const int MemoryStep = 256;
    private static readonly TimeSpan LeastTime = TimeSpan.FromMinutes(10);

    /// <summary>The device that the run asks for and the machine where it is written lacks; null where it has it.</summary>
    public Device? Missing { get; init; }

    /// <summary>Where time and memory come from.</summary>
    public string EstimatedBy => "the estimate on the machine where this was written, with a margin"
        + (Missing is null ? "" : $"; that machine cannot use {Missing}, so both are those of its CPU");

    /// <summary>The folder of the shards' directories.</summary>
    public string ShardsFolder => Output + "-shards";

    /// <summary>A folder of this machine where the tasks run.</summary>
    /// <param name="there">What stands there for the current folder.</param>
    /// <param name="current">The current folder.</param>
    /// <param name="folder">Full path of the folder; outside of the current one it is the same path there.</param>
    public static string FolderIn(string there, string current, string folder) =>
        Path.GetRelativePath(current, folder) is var below && !Path.IsPathRooted(below)
            && below.Split(Path.DirectorySeparatorChar)[0] != ".."
            ? Path.GetFullPath(Path.Combine(there, below), current)
            : folder;

    /// <summary>The time to ask for, from the estimate of the longest shard.</summary>
    public static TimeSpan TimeFor(double seconds) =>
        TimeSpan.FromMinutes(Math.Ceiling((LeastTime + TimeSpan.FromSeconds(TimeMargin * seconds)).TotalMinutes));

    /// <summary>The memory to ask for, in megabytes, from the estimate.</summary>
    public static int MemoryFor(double megabytes) => MemoryStep * (int)Math.Ceiling(MemoryMargin * megabytes / MemoryStep);

    /// <summary>The command of a shard, in words of a shell.</summary>
    /// <param name="number">Its number, words of a shell that give 1 … n.</param>
    /// <param name="shards">The folder of the shards' directories, quoted as far as needed.</param>
    public string RunCommand(string number, string shards) =>
        $"{Program} run {string.Concat(Arguments.Select(a => ShellText.Quoted(a) + " "))}--shard \"{number}/{Shards}\" "
        + $"--threads {Threads} --out {shards}/\"{number}\"";

    /// <summary>The command that puts the shards together.</summary>
    public string MergeCommand => $"{Program} merge {ShellText.Quoted(ShardsFolder)}/* --out {ShellText.Quoted(Output)}";

    /// <summary>The arguments as given, without some options and their values.</summary>
    /// <param name="parse">The command line of a command below <c>launch</c>.</param>
    /// <param name="left">The names of options that are left out.</param>
    public static IReadOnlyList<string> ArgumentsOf(ParseResult parse, IReadOnlySet<string> left)
    {
        var own = parse.CommandResult.Command;
        var names = own.Options.ToDictionary(o => o.Name, o => o.ValueType == typeof(bool));
        var tokens = parse.Tokens.SkipWhile(t => t.Type != TokenType.Command || t.Value != own.Name).Skip(1).ToList();
        var kept = new List<string>();
        for (var i = 0; i < tokens.Count; i++)
            if (tokens[i].Type != TokenType.Option || !left.Contains(tokens[i].Value))
                kept.Add(tokens[i].Value);
            else if (!names.GetValueOrDefault(tokens[i].Value) && i + 1 < tokens.Count && tokens[i + 1].Type == TokenType.Argument)
                i++;
        return kept;
    }
}
