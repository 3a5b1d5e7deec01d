namespace VisEval.Tests.Cli;

public sealed class RunCommandTests
{
    [Test]
    public void Mistakes_of_every_kind_are_told_at_once_and_nothing_is_written()
    {
        using var folder = new TemporaryFolder();
        CliRun.Of(folder.Path, "run", "--limit", "many", "--threads", "0", "--seed", "x", "--preset", "quik", "--existing", "keep",
            "--dataset", "no-such", "--method", "gradcam", "--method", "rise:masks=-1", "--metric", "deletoin",
            "--out", folder["out"]).IsRefused(
            "--limit many is not allowed; limit is a whole number", "--threads 0 is not allowed; threads is a whole number from 1 to 1024",
            "--seed x is not allowed", "'quik' is not known. Did you mean 'quick'",
            "--existing keep is not allowed; existing is resume, redo or fail.", "'no-such'",
            "'gradcam' is not known. Did you mean 'grad-cam'", "masks=-1 is not allowed",
            "'deletoin' is not known. Did you mean 'deletion'");
        Assert.That(Directory.GetFileSystemEntries(folder.Path), Is.Empty);
    }

    [Test]
    public void A_file_with_mistakes_is_named_with_every_one_of_them()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["my.json"], """{ "limit": "many", "metods": [] }""");
        CliRun.Of(folder.Path, "run", "my.json").IsRefused("my.json: limit", "my.json: metods");
    }

    [Test]
    public void The_command_line_replaces_what_the_file_says()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["my.json"], """{ "datasets": ["of-the-file"], "methods": ["not-there"], "metrics": ["neither"] }""");
        var run = CliRun.Of(folder.Path, "run", "my.json", "--dataset", "of-the-line", "--method", "grad-cam");
        run.IsRefused("'of-the-line'", "'neither'");
        Assert.That(run.Error, Does.Not.Contain("of-the-file").And.Not.Contain("not-there"));
    }

    [Test]
    public void A_missing_file_is_named() => CliRun.Of(".", "run", "no-such.json").IsRefused("no-such.json");
}
