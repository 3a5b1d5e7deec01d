using VisEval.Cli;
using VisEval.Cli.Hosting;

namespace VisEval.Tests.Cli;

public sealed class CliAppTests
{
    [Test]
    public void The_version_is_one_of_semantic_versioning_on_standard_output()
    {
        var run = CliRun.Of(".", "--version");
        Assert.That(run.Status, Is.Zero);
        Assert.That(run.Out.Trim(), Does.Match(@"^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$"));
    }

    [Test]
    public void Help_names_every_command()
    {
        var run = CliRun.Of(".", "--help");
        Assert.That(run.Status, Is.Zero);
        foreach (var command in new[] { "run", "plan", "explain", "export", "score", "check", "compare", "report", "serve", "list" })
            Assert.That(run.Out, Does.Contain($"  {command} "));
    }

    [Test]
    public void Help_for_a_command_states_every_option_with_its_default()
    {
        var run = CliRun.Of(".", "run", "--help");
        Assert.That(run.Status, Is.Zero);
        string[] options =
        [
            "--dataset", "--model", "--method", "--metric", "--preset", "--limit", "--seed", "--threads", "--max-memory", "--out",
            "--existing",
        ];
        foreach (var option in options)
            Assert.That(run.Out, Does.Match($@"{option} .*(Default|repeatable)"), option);
    }

    [Test]
    public void Without_a_command_the_commands_are_named() =>
        CliRun.Of(".").IsRefused(
            "A command is needed: run, plan, submit, work, watch, explain, export, represent, score, compare, check, merge, launch, "
            + "report, pack, verify, visualize, serve, list, dataset, schema, completion.");

    [Test]
    public void A_misspelt_command_gets_a_suggestion() =>
        CliRun.Of(".", "rnu").IsRefused("'rnu' is not a command of viseval. Did you mean 'run'?");

    [Test]
    public void A_misspelt_subcommand_gets_a_suggestion() =>
        CliRun.Of(".", "list", "method").IsRefused("'method' is not a command of list. Did you mean 'methods'");

    [Test]
    public void Every_misspelt_option_gets_a_suggestion_even_where_a_value_could_stand() =>
        CliRun.Of(".", "run", "--metod", "grad-cam", "--limt", "3", "--out", "--sed").IsRefused(
            "'--metod' is not an option of run. Did you mean '--method'", "'--limt' is not an option of run. Did you mean '--limit'",
            "'--sed' is not an option of run. Did you mean '--seed'");

    [Test]
    public void An_option_without_its_value_is_named_and_not_the_one_that_follows()
    {
        var run = CliRun.Of(".", "serve", "a", "--plugin", "--seed", "3");
        run.IsRefused("'--seed' stands where --plugin needs a value; write one after --plugin, or leave --plugin out.");
        Assert.That(run.Error, Does.Not.Contain("is not an option").And.Not.Contain("'3'"));
    }

    [Test]
    public void A_misspelt_option_and_a_wrong_value_are_reported_together() =>
        CliRun.Of(".", "run", "--metod", "grad-cam", "--threads", "0", "--existing", "keep").IsRefused(
            "'--metod' is not an option of run", "--threads 0 is not allowed", "--existing keep is not allowed");

    [Test]
    public void The_value_of_a_misspelt_option_is_not_a_mistake_of_its_own() =>
        Assert.That(CliRun.Of(".", "run", "--limt", "3").Error, Does.Not.Contain("'3'"));

    [Test]
    public void A_negative_number_is_a_value_and_no_option() =>
        CliRun.Of(".", "explain", "--target", "-1").IsRefused("--model FILE is needed");

    [Test]
    public void A_value_that_is_missing_is_named() => CliRun.Of(".", "run", "--limit").IsRefused("'--limit'");

    [Test]
    public void A_fault_of_the_program_is_one_line_and_in_full_only_when_asked()
    {
        using var output = new FaultyWriter();
        using var error = new StringWriter();
        var host = new CliHost(output, error);
        Assert.That(CliApp.Run(["--version"], host), Is.EqualTo(ExitStatus.Failed));
        Assert.That(error.ToString().Trim().Split('\n'), Has.Length.EqualTo(1).And.One.Contains("disk full"));
        Assert.That(CliApp.Run(["list", "methods", "--verbose"], host), Is.EqualTo(ExitStatus.Failed));
        Assert.That(error.ToString(), Does.Contain("   at "));
    }

    private sealed class FaultyWriter : StringWriter
    {
        public override void WriteLine(string? value) => throw new IOException("disk full");
    }
}
