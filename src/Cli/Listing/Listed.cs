namespace VisEval.Cli.Listing;

/// <summary>What was found, and what could not be read.</summary>
internal sealed record Listed<T>(IReadOnlyList<T> Items, IReadOnlyList<string> Mistakes);
