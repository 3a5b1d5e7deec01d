using System.Text.RegularExpressions;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Cli;

/// <summary>The pages that list the commands with an option list those that have it.</summary>
public sealed partial class OptionPagesTests
{
    [TestCase("--preprocessing", "preprocessing.md", @"`--preprocessing FILE\|PRESET` \(of (?<list>[^)]*)\)")]
    [TestCase("--plugin", "plugins.md", @"may be repeated\. (?<list>[^;]*) take it;")]
    public void The_page_names_the_commands_that_have_the_option(string option, string page, string pattern)
    {
        string Help(params IReadOnlyList<string> command) => CliRun.Of(Repository.Root, [.. command, "--help"]).Out;
        var having = Commands().Matches(Help()).Select(m => m.Groups["name"].Value)
            // To be refused with a reason.
            .Where(c => (option, c) != ("--plugin", "submit"))
            .Where(c => Below(Help(c)).Select(below => Help(c, below)).Append(Help(c))
                .Any(h => Regex.IsMatch(h, $@"(?m)^  {option}\b"))).ToList();
        var text = Regex.Match(File.ReadAllText(Path.Combine(Repository.Root, "docs", page)), pattern, RegexOptions.Singleline);
        Assert.That(text.Success, "the sentence is there");
        Assert.That(Quoted().Matches(text.Groups["list"].Value).Select(m => m.Groups["name"].Value), Is.EquivalentTo(having));
        Assert.That(having, Does.Contain("run").And.Not.Contain("completion"));
    }

    private static IEnumerable<string> Below(string help) => Commands().Matches(help).Select(m => m.Groups["name"].Value);

    // Under the head "Commands:" a line each.
    [GeneratedRegex(@"(?<=Commands:\n(  .*\n)*)  (?<name>[a-z]+)\b.*\n")]
    private static partial Regex Commands();

    [GeneratedRegex("`(?<name>[a-z]+)`")]
    private static partial Regex Quoted();
}
