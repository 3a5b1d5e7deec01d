using System.CommandLine;
using VisEval.Harness.Configuration;

namespace VisEval.Cli.Options;

/// <summary><c>--model</c> of the commands that take one network: a path, or a name that <c>list models</c> shows.</summary>
internal static class NetworkOption
{
    /// <summary>What is wrong where it is not given.</summary>
    public const string Missing = $"--model FILE is needed: the classifier, {NamedNetworks.Forms}.";

    /// <summary>The option.</summary>
    /// <param name="more">What else it may be, a part of a sentence that begins with a semicolon; empty for nothing.</param>
    public static Option<string?> Create(string more = "") =>
        CommonOptions.One("--model", "FILE|NAME", $"The classifier: {NamedNetworks.Forms}{more}.");
}
