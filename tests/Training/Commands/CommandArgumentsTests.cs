using VisEval.Core;
using VisEval.Training.Commands;

namespace VisEval.Tests.Training.Commands;

public sealed class CommandArgumentsTests
{
    [Test]
    public void Values_are_found_by_name_and_defaults_fill_the_rest()
    {
        var arguments = CommandArguments.Parse(["--steps", "30", "--out", "here"], ["out", "steps", "seed"]);
        Assert.That(arguments.Number("steps", 1), Is.EqualTo(30));
        Assert.That(arguments.Text("out", "there"), Is.EqualTo("here"));
        Assert.That(arguments.Number("seed", 7), Is.EqualTo(7));
    }

    [Test]
    public void All_mistakes_are_reported_at_once()
    {
        var mistake = Assert.Throws<InputException>(() =>
            CommandArguments.Parse(["--seed", "1", "--seed", "2", "--nope", "3", "bare", "4", "--out"], ["out", "seed"]));
        Assert.That(mistake!.Errors, Has.Count.EqualTo(4));
        Assert.That(mistake.Errors[1], Is.EqualTo("'--nope' is not an option; allowed: --out, --seed."));
    }

    [TestCase("-1")]
    [TestCase("1.5")]
    [TestCase("many")]
    [TestCase("0")]
    public void A_number_out_of_range_is_refused(string text) =>
        Assert.That(
            () => CommandArguments.Parse(["--steps", text], ["steps"]).Number("steps", 1, 1),
            Throws.TypeOf<InputException>().With.Message.Contains($"'{text}'"));
}
