using System.CommandLine;

namespace VisEval.Cli.Options;

/// <summary>An option that finds the mistakes in its own value.</summary>
internal interface IReadOption
{
    /// <summary>What is wrong with the value given; empty where nothing is, or where none is given.</summary>
    IReadOnlyList<string> Mistakes(ParseResult parse);
}
