using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using VisEval.Cli.Hosting;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Cli;

/// <summary><c>run --external</c>: a command that is VisEval's own input × gradient gets the numbers of that method, metrics
/// that explain other images and other networks included.</summary>
[Platform(Exclude = "Win", Reason = "The commands are scripts of sh.")]
public sealed class ExternalCommandTests
{
    private static readonly string[] Metrics =
        ["deletion:step=1", "max-sensitivity:samples=3", "cascading-randomization", "input-shift", "runtime"];

    private TinyDataset _tiny = null!;

    private TemporaryFolder Folder => _tiny.Folder;

    [SetUp]
    public void Write()
    {
        _tiny = new TinyDataset();
        // The classes are behind the 128 bytes of the header.
        File.WriteAllText(Folder["own.sh"], $$"""
            out=$(mktemp -d)
            targets=$(od -An -v -t d8 -j 128 "$4" | tr -s ' \n' ',' | sed 's/^,//; s/,$//')
            dotnet '{{Path.Combine(AppContext.BaseDirectory, "viseval.dll")}}' explain --model "$6" --input "$2" --target "$targets" \
              --method input-x-gradient --raw --format npy --out "$out/e" && cp "$out/e/input-x-gradient.npy" "$8"
            rm -r "$out"
            """);
        File.WriteAllText(Folder["copy.sh"], "cp \"$2\" \"$8\"\n");
        File.WriteAllText(Folder["fail.sh"], "echo 'No module named captum' >&2\nexit 7\n");
    }

    [TearDown]
    public void Delete() => _tiny.Dispose();

    [Test]
    public void A_command_gets_the_numbers_of_the_method_that_it_is()
    {
        var run = Run("--external", "own@1.0=sh own.sh", "--limit", "2", "--out", "out");
        run.IsDone();
        Assert.That(run.Error, Does.Contain("external:own@1.0: sh own.sh is started anew for up to 16 images of the run"));
        string[] scored = [.. Metrics.Where(m => m != "runtime")];
        var own = ForeignRun.RowsOf(Folder["out/scores.csv"], "input-x-gradient");
        Assert.That(own.Select(r => r.Split(',')[2].Split(':')[0]).Distinct(), Is.EquivalentTo(scored.Select(m => m.Split(':')[0])));
        Assert.That(own.Where(r => r.Contains("spearman", StringComparison.Ordinal)), Has.Exactly(6).EndsWith(",ok"));
        Assert.That(ForeignRun.RowsOf(Folder["out/scores.csv"], "external:own@1.0"), Is.EqualTo(own));
        Assert.That(
            ForeignRun.RowsOf(Folder["out/shuffled.csv"], "external:own@1.0"),
            Is.EqualTo(ForeignRun.RowsOf(Folder["out/shuffled.csv"], "input-x-gradient")));
    }

    [Test]
    public void Its_time_is_measured_and_what_nobody_can_know_stays_empty()
    {
        Run("--external", "sh copy.sh", "--metric", "forwards", "--out", "out").IsDone();
        var timing = ForeignRun.RowsOf(Folder["out/timings.csv"], "external:copy")[0].Split(',');
        Assert.That(double.Parse(timing[3], CultureInfo.InvariantCulture), Is.GreaterThan(0));
        Assert.That(timing[4..], Is.EqualTo(new[] { "", "", "" }));
        var board = File.ReadAllLines(Folder["out/leaderboard.csv"]).Where(l => l.Contains(",external:copy,", StringComparison.Ordinal));
        Assert.That(board.Count(l => l.Contains(",runtime,", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(board.Where(l => l.Contains(",forwards,", StringComparison.Ordinal)), Is.Empty);
        Assert.That(
            File.ReadAllText(Folder["out/report.html"]),
            Does.Contain("has its start in it").And.Contain("<code>sh copy.sh</code>, copy.sh (SHA-256 <code>"));
        Assert.That(File.ReadAllText(Folder["out/external/copy.log"]), Does.Contain("== sh copy.sh --input "));
    }

    [Test]
    public void A_command_that_serves_gets_the_numbers_of_one_that_is_started_anew()
    {
        File.WriteAllText(Folder["serve.sh"], """
            echo start >> starts
            while read -r line; do
              input=$(echo "$line" | sed 's/.*"input":"\([^"]*\)".*/\1/')
              out=$(echo "$line" | sed 's/.*"out":"\([^"]*\)".*/\1/')
              cp "$input" "$out" && echo 'viseval done'
            done

            """);
        var run = Run("--external", "once=sh serve.sh", "--external-serve", "--threads", "1", "--out", "out");
        run.IsDone();
        Assert.That(run.Error, Does.Contain("external:once: sh serve.sh is started once for each thread"));
        Assert.That(File.ReadAllLines(Folder["starts"]), Has.Length.EqualTo(2), "one for the estimate, one for the run");
        Assert.That(run.Error, Does.Contain("external:once: started once for each thread ("));
        Run("--external", "once=sh copy.sh", "--out", "anew").IsDone();
        Assert.That(File.ReadAllText(Folder["out/scores.csv"]), Is.EqualTo(File.ReadAllText(Folder["anew/scores.csv"])));
        Assert.That(File.ReadAllText(Folder["out/run.json"]), Does.Contain("\"serves\": true"));
    }

    [Test]
    public void As_many_starts_as_the_plan_says_and_images_share_them()
    {
        // Slow enough to be timed once.
        File.WriteAllText(Folder["count.sh"], "echo x >> starts\nsleep 0.15\ncp \"$2\" \"$8\"\n");
        string[] args = ["--external", "sh count.sh", "--external-time", "60s", "--threads", "2", "--out", "out"];
        var plan = CliRun.Of(
            Folder.Path, ["plan", "--json", "--dataset", "tiny", "--method", "input-x-gradient", "--metric", .. Metrics, .. args]);
        plan.IsDone();
        Assert.That(Directory.Exists(Folder["out"]), Is.False, "a plan writes nothing");
        Assert.That(File.ReadAllLines(Folder["starts"]), Has.Length.EqualTo(2), "one image, and five");
        var command = JsonDocument.Parse(plan.Out).RootElement.GetProperty("networks")[0].GetProperty("commands")[0];
        // All maps of three images at once, three metrics that explain each again once, and what the time is measured with.
        Assert.That(command.GetProperty("calls").GetDouble(), Is.EqualTo(1 + 3 * 3 + 1));
        Assert.That(command.GetProperty("secondsOfCall").GetDouble(), Is.InRange(0.1, 10));
        Assert.That(command.GetProperty("seconds").GetDouble(), Is.GreaterThan(11 * 0.1));
        File.Delete(Folder["starts"]);
        var run = Run(args);
        run.IsDone();
        Assert.That(File.ReadAllLines(Folder["starts"]), Has.Length.EqualTo(2 + 11));
        Assert.That(
            run.Error, Does.Contain("external:count: up to 11 starts of ").And.Contain("(measured before the run by calls of its own)"));
    }

    [Test]
    public void A_command_that_fails_is_told_before_the_run()
    {
        var plan = CliRun.Of(
            Folder.Path, "plan", "--dataset", "tiny", "--method", "gradient", "--metric", "deletion", "--external", "sh fail.sh");
        plan.IsDone();
        Assert.That(plan.Out, Does.Contain("external:fail failed in a call before the run").And.Contain("No module named captum"));
        File.WriteAllText(Folder["slow.sh"], "sleep 1.2\ncp \"$2\" \"$8\"\n");
        var slow = CliRun.Of(
            Folder.Path, "plan", "--dataset", "tiny", "--method", "gradient", "--metric", "cascading-randomization", "random-logit",
            "input-shift", "--external", "sh slow.sh");
        Assert.That(
            slow.Out,
            Does.Contain("To start it less often: --external-serve starts it once for each thread, instead of up to 11 times"));
    }

    [Test]
    [CancelAfter(120_000)]
    public void Killing_the_program_leaves_nothing_of_the_command()
    {
        File.WriteAllText(Folder["stay.sh"], "(sleep 300 & echo $! > child)\necho $$ > own\nmv child begun\nsleep 300\n");
        using var program = Process.Start(new ProcessStartInfo(
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "viseval.dll"), "run", "--dataset", "tiny", "--method", "gradient", "--metric",
                "deletion", "--external", "sh stay.sh", "--quiet", "--out", "out",
            ])
        {
            WorkingDirectory = Folder.Path,
        })!;
        Assert.That(() => File.Exists(Folder["begun"]), Is.True.After(60_000, 20));
        // This process alone, without a chance to clean up.
        program.Kill();
        program.WaitForExit();
        Processes.AssertIsGone(File.ReadAllText(Folder["own"]).Trim());
        Processes.AssertIsGone(File.ReadAllText(Folder["begun"]).Trim());
    }

    [Test]
    public void A_command_that_fails_is_a_row_and_the_run_goes_on()
    {
        var run = Run("--external", "sh fail.sh", "--out", "out");
        Assert.That(run.Status, Is.EqualTo(ExitStatus.Failed), run.Error);
        var failures = File.ReadAllText(Folder["out/failures.csv"]);
        Assert.That(failures, Does.Contain(
            "external:fail (sh fail.sh) ended with exit code 7. Standard error ends: No module named captum"));
        Assert.That(
            ForeignRun.RowsOf(Folder["out/scores.csv"], "external:fail").Select(r => r.Split(',')[^1]).Distinct(),
            Is.EqualTo(new[] { "failed" }));
        Assert.That(ForeignRun.RowsOf(Folder["out/scores.csv"], "input-x-gradient"), Has.None.Contain("failed"));
        Assert.That(File.ReadAllText(Folder["out/external/fail.log"]), Does.Contain("ended with exit code 7"));
    }

    [Test]
    public void What_cannot_be_started_is_refused_before_the_run_all_of_it_at_once()
    {
        Run("--external", "pyhton-3 my.py", "--external", "a=./copy.sh", "--external", "b=sh 'copy.sh", "--external", "c=",
            "--external", "copy=sh copy.sh", "--external", "sh copy.sh", "--external", "d=cat x | sh", "--external-time", "soon",
            "--out", "out").IsRefused(
            "there is no program 'pyhton-3' in the folders of PATH",
            "copy.sh' is no program that can be run",
            "opens a quotation mark ' and does not close it",
            "the command is empty",
            "the name 'copy' is given 2 times",
            "has the word |",
            "--external-time: time 'soon' is not allowed");
        Run("--external-time", "1m", "--out", "out").IsRefused("--external-time and --external-serve are for --external");
        Assert.That(Directory.Exists(Folder["out"]), Is.False);
    }

    [Test]
    public void A_command_of_a_file_is_started_on_the_user_s_word_alone()
    {
        Run("--external", "copy=sh copy.sh", "--external-time", "90s", "--out", "out").IsDone();
        File.WriteAllText(Folder["copy.sh"], $"touch '{Folder["started"]}'\n" + File.ReadAllText(Folder["copy.sh"]));
        CliRun.Of(Folder.Path, "run", "out/run.json", "--out", "again").IsRefused(
            "the file of the run names a command, copy=sh copy.sh", "--allow-external", "--external 'copy=sh copy.sh'");
        Assert.That(File.Exists(Folder["started"]), Is.False);
        CliRun.Of(Folder.Path, "run", "out/run.json", "--out", "again", "--allow-external").IsDone();
        Assert.That(File.Exists(Folder["started"]), Is.True);
        Assert.That(File.ReadAllText(Folder["again/scores.csv"]), Is.EqualTo(File.ReadAllText(Folder["out/scores.csv"])));
        Assert.That(File.ReadAllText(Folder["again/run.json"]), Does.Contain("\"limitSeconds\": 90"));
        CliRun.Of(Folder.Path, "run", "out/run.json", "--out", "named", "--external", "copy=sh copy.sh").IsDone();
        // The script is another one now.
        CliRun.Of(Folder.Path, "run", "out/run.json", "--out", "out", "--allow-external").IsRefused("other externals");
    }

    [Test]
    public void Nobody_else_s_command_is_started_to_verify_and_a_pool_takes_none()
    {
        Run("--external", "copy=sh copy.sh", "--out", "out").IsDone();
        Assert.That(
            CliRun.Of(Folder.Path, "pack", "out", "--out", "b.zip").Error, Does.Contain("external:copy cannot be recomputed elsewhere"));
        File.WriteAllText(Folder["copy.sh"], $"touch '{Folder["started"]}'\n");
        var verify = CliRun.Of(Folder.Path, "verify", "b.zip", "--cells", "all");
        verify.IsDone();
        Assert.That(verify.Error, Does.Contain("external:copy"));
        Assert.That(File.Exists(Folder["started"]), Is.False);
        CliRun.Of(
            Folder.Path, "submit", "--dataset", "tiny", "--method", "gradient", "--metric", "deletion", "--external", "copy=sh copy.sh",
            "--store", "Host=nowhere").IsRefused("machines of a pool do not");
    }

    [Test]
    public void Names_and_places_may_have_spaces_and_quotation_marks()
    {
        Directory.CreateDirectory(Folder["my \"own\" folder"]);
        File.Copy(Folder["copy.sh"], Folder["my \"own\" folder/it's.sh"]);
        Run("--external", "sh \"my \\\"own\\\" folder/it's.sh\"", "--out", "out").IsDone();
        Assert.That(ForeignRun.RowsOf(Folder["out/scores.csv"], "external:it-s"), Is.Not.Empty);
    }

    private CliRun Run(params IReadOnlyList<string> more) =>
        CliRun.Of(Folder.Path, ["run", "--dataset", "tiny", "--method", "input-x-gradient", "--metric", .. Metrics, .. more]);
}
