using System.Diagnostics;
using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace VisEval.Tests.Cli;

/// <summary>What <c>launch</c> writes, read and run as a scheduler would.</summary>
public sealed class LaunchCommandTests
{
    private static readonly string[] Arguments =
    [
        "--dataset", "tiny", "--method", "gradient", "--metric", "deletion:step=1", "--visualizer", "none", "--analysis", "none",
        "--threads", "1",
    ];

    private TinyDataset _tiny = null!;

    [SetUp]
    public void Write() => _tiny = new TinyDataset();

    [TearDown]
    public void Delete() => _tiny.Dispose();

    [Test]
    public void The_tasks_of_the_array_job_are_the_shards_of_the_run()
    {
        if (!File.Exists("/bin/bash"))
            Assert.Ignore("There is no bash here to run the script.");
        var program = $"dotnet '{Path.Combine(AppContext.BaseDirectory, "viseval.dll")}'";
        var launched = Of(["launch", "slurm", .. Arguments, "--shards", "2", "--out", "my run", "--file", "job.sh", "--program", program]);
        Assert.That(launched.Status, Is.Zero, launched.Error);
        Assert.That(launched.Out.Trim(), Is.EqualTo(_tiny.Folder["job.sh"]));
        var script = File.ReadAllText(_tiny.Folder["job.sh"]);
        Assert.That(script, Does.StartWith("#!/bin/bash\n"));
        foreach (var line in (string[])[@"array=1-2", @"requeue", @"cpus-per-task=1", @"time=\d\d+:\d\d:00", @"mem=\d+M"])
            Assert.That(script, Does.Match($"\n#SBATCH --{line}\n"));

        foreach (var task in (int[])[1, 2, 2])
            Assert.That(Bash("job.sh", task), Is.Zero);
        var merged = Of("merge", "my run-shards/1", "my run-shards/2", "--out", "my run", "--quiet");
        var single = Of(["run", .. Arguments, "--out", "one", "--quiet"]);

        Assert.That((merged.Status, single.Status), Is.EqualTo((0, 0)), merged.Error);
        Assert.That(File.ReadAllBytes(_tiny.Folder["my run/scores.csv"]), Is.EqualTo(File.ReadAllBytes(_tiny.Folder["one/scores.csv"])));
    }

    [Test]
    public void The_manifest_is_an_indexed_job()
    {
        var launched = Of([
            "launch", "kubernetes", .. Arguments, "--shards", "5", "--out", "results/r", "--image", "registry/viseval:1", "--claim", "data",
            "--name", "night"]);
        Assert.That(launched.Status, Is.Zero, launched.Error);
        var yaml = new YamlStream();
        yaml.Load(new StringReader(launched.Out));
        var job = yaml.Documents.Single().RootNode;
        string At(params string[] path) => path.Aggregate(job, (node, key) =>
            int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var i) ? node[i] : node[key]).ToString();

        Assert.Multiple(() =>
        {
            Assert.That((At("apiVersion"), At("kind"), At("metadata", "name")), Is.EqualTo(("batch/v1", "Job", "night")));
            Assert.That((At("spec", "completions"), At("spec", "completionMode")), Is.EqualTo(("5", "Indexed")));
            Assert.That(At("spec", "backoffLimitPerIndex"), Is.Not.Empty);
            Assert.That(At("spec", "template", "spec", "restartPolicy"), Is.EqualTo("Never"), "as backoffLimitPerIndex demands");
            Assert.That(At("spec", "template", "spec", "containers", "0", "image"), Is.EqualTo("registry/viseval:1"));
            Assert.That(
                At("spec", "template", "spec", "volumes", "0", "persistentVolumeClaim", "claimName"), Is.EqualTo("data"));
            Assert.That(
                At("spec", "template", "spec", "containers", "0", "resources", "limits", "memory"), Does.Match(@"^\d+M$"));
            Assert.That(At("spec", "template", "spec", "containers", "0", "command", "2"), Is.EqualTo(
                "mkdir -p /work/results/r-shards && shard=$((JOB_COMPLETION_INDEX + 1)) && exec viseval run --dataset tiny "
                + "--method gradient --metric deletion:step=1 --visualizer none --analysis none --shard \"$shard/5\" --threads 1 "
                + "--out /work/results/r-shards/\"$shard\""));
        });
    }

    [Test]
    public void What_a_scheduler_must_not_do_is_refused()
    {
        Of(["launch", "slurm", .. Arguments]).IsRefused("--shards is needed");
        Of(["launch", "slurm", .. Arguments, "--shards", "2", "--shard", "1/2"]).IsRefused("--shard is given by the scheduler");
        Of(["launch", "slurm", .. Arguments, "--shards", "2", "--existing", "redo"]).IsRefused("--existing is not for launch");
        Of(["launch", "kubernetes", .. Arguments, "--shards", "2"]).IsRefused("--image is needed", "--claim is needed");
        Of(["launch", "slurm", .. Arguments, "--shards", "0", "--method", "gradcam"]).IsRefused("--shards 0", "grad-cam");
    }

    [TestCase("plain-1.0/x:y=z", "plain-1.0/x:y=z")]
    [TestCase("", "''")]
    [TestCase("two words", "'two words'")]
    [TestCase("it's $HOME `x`", "'it'\\''s $HOME `x`'")]
    public void Words_reach_the_program_as_they_are(string text, string word) =>
        Assert.That(VisEval.Cli.Distribution.ShellText.Quoted(text), Is.EqualTo(word));

    private int Bash(string script, int task)
    {
        var start = new ProcessStartInfo("/bin/bash", [_tiny.Folder[script]])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["SLURM_ARRAY_TASK_ID"] = task.ToString(CultureInfo.InvariantCulture);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        TestContext.Out.WriteLine(error.Result);
        return process.ExitCode;
    }

    private CliRun Of(params IReadOnlyList<string> args) => CliRun.Of(_tiny.Folder.Path, args);
}
