using System.CommandLine;

namespace VisEval.Cli.Hosting;

/// <summary>A command that opens no network, so that a runtime library that cannot be used is no reason to refuse it.</summary>
/// <param name="name">What is written.</param>
/// <param name="description">What it does.</param>
internal sealed class OfflineCommand(string name, string description) : Command(name, description);
