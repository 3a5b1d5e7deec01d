using System.Text.RegularExpressions;
using VisEval.Harness;
using VisEval.Tests.Cli;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness;

public sealed class CodeWordsTests
{
    [TestCase("Choose another with --out.", "Choose another with Out.")]
    [TestCase("or choose --targets-per-image 2, --seeds 3", "or choose TargetsPerImage 2, Seeds 3")]
    [TestCase("start over with --existing redo", "start over with Existing redo")]
    [TestCase("To start over: viseval run RUN --existing redo.", "To start over: viseval run RUN --existing redo.")]
    [TestCase("'viseval run --out X' or --out", "'viseval run --out X' or Out")]
    [TestCase("--unknown stays", "--unknown stays")]
    public void Options_are_members_and_commands_stay(string sentence, string said) =>
        Assert.That(CodeWords.Of(sentence), Is.EqualTo(said));

    [Test]
    public void Every_word_is_an_option_of_run()
    {
        var help = CliRun.Of(Repository.Root, "run", "--help").Out;
        Assert.That(CodeWords.Members.Keys.Where(option => !Regex.IsMatch(help, $@"--{option}\b(?!-)")), Is.Empty);
    }
}
