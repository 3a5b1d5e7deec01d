using System.Diagnostics;
using System.Globalization;
using System.Text;
using VisEval.Cli.Distribution;
using VisEval.Core;
using VisEval.Onnx.Engine;
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
                "mkdir -p /work/results/r-shards && shard=$$((JOB_COMPLETION_INDEX + 1)) && exec viseval run --dataset tiny "
                + "--method gradient --metric deletion:step=1 --visualizer none --analysis none --shard \"$$shard/5\" --threads 1 "
                + "--out /work/results/r-shards/\"$$shard\""));
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
        foreach (var scheduler in Schedulers)
            foreach (var early in (string[][])[["--until", "rank-stable"], ["--time", "1h"]])
                Of([.. scheduler, .. Arguments, "--shards", "2", .. early]).IsRefused("a shard is a part of one that uses all");
        Of(["plan", .. Arguments, "--shards", "2", "--time", "1h"]).IsRefused("a shard is a part of one that uses all");
        Of(["launch", "slurm", .. Arguments, "--shards", "2", "--until", "end"]).IsDone();
    }

    [TestCase("0")]
    [TestCase("100001")]
    [TestCase("x")]
    public void A_wrong_number_of_shards_is_one_mistake(string number)
    {
        var refused = Of(["launch", "slurm", .. Arguments, "--shards", number]);

        refused.IsRefused($"--shards {number} is not allowed; shards is a whole number from 1 to 100000.");
        Assert.That(refused.Error.Trim().Split('\n'), Has.Length.EqualTo(1));
        var one = Of(["launch", "slurm", .. Arguments, "--shards", "1"]);
        Assert.That(one.Error, Does.Contain("1 shard;"));
    }

    [Test]
    public void What_breaks_a_line_stands_in_no_script([Values("\n", "\r", "\u0085", "\u2028", "\u001b")] string breaking)
    {
        foreach (var scheduler in Schedulers)
            foreach (var option in (string[])["--out", "--file", "--program", "--model"])
            {
                var refused = Of([.. scheduler, .. Arguments, "--shards", "2", option, $"a{breaking}b"]);
                refused.IsRefused($"{option} 'a", "line break or another control character");
                Assert.That(refused.Error.Trim().Split('\n'), Has.Length.EqualTo(1), refused.Error);
            }
    }

    [Test]
    public void A_path_with_signs_of_shell_yaml_and_kubernetes_arrives_as_it_is()
    {
        const string name = "a$$b $(JOB_COMPLETION_INDEX) 'q' \"d\" # `x`: {y}";
        var launched = Of([.. Schedulers[1], .. Arguments, "--shards", "2", "--out", name]);
        launched.IsDone();
        var yaml = new YamlStream();
        yaml.Load(new StringReader(launched.Out));
        var container = yaml.Documents.Single().RootNode["spec"]["template"]["spec"]["containers"][0];
        var command = Expanded(container["command"][2].ToString());

        Assert.That(command, Does.StartWith($"mkdir -p {ShellText.Quoted($"/work/{name}-shards")} && "
            + "shard=$((JOB_COMPLETION_INDEX + 1)) && "));
    }

    [TestCase("--name", "UPPER_x")]
    [TestCase("--name", "A_b!")]
    [TestCase("--name", "a-")]
    [TestCase("--name", "a.b")]
    [TestCase("--name", "a23456789012345678901234567890123456789012345678901234567890xy", TestName = "A_name_of_62_with_its_index_of_2")]
    [TestCase("--claim", "Data")]
    [TestCase("--claim", "a..b")]
    [TestCase("--image", "a b\"c")]
    [TestCase("--image", "registry/Viseval:1")]
    [TestCase("--image", "viseval:")]
    [TestCase("--image", "viseval@sha256:12")]
    [TestCase("--mount", "rel")]
    [TestCase("--mount", "/")]
    [TestCase("--mount", "/a/../b")]
    [TestCase("--mount", "/a:b")]
    public void What_kubernetes_would_refuse_is_one_mistake(string option, string value)
    {
        var refused = Of([.. KubernetesWith(option, value), .. Arguments, "--shards", "2"]);

        refused.IsRefused($"{option} {value} is not allowed");
        Assert.That(refused.Error.Trim().Split('\n'), Has.Length.EqualTo(1), refused.Error);
    }

    [TestCase("--name", "a2345678901234567890123456789012345678901234567890123456789xy", TestName = "A_name_of_61_with_its_index_of_2")]
    [TestCase("--claim", "data.night-1")]
    [TestCase("--image", "viseval")]
    [TestCase("--image", "localhost:5000/team/vis__eval:V1_a@sha256:0123456789abcdef0123456789abcdef")]
    [TestCase("--mount", "/data/x")]
    public void What_kubernetes_takes_is_written(string option, string value)
    {
        var launched = Of([.. KubernetesWith(option, value), .. Arguments, "--shards", "2"]);

        launched.IsDone();
        Assert.That(launched.Out, Does.Contain($"\"{value}\""));
    }

    [Test]
    public void Results_outside_of_the_volume_are_refused()
    {
        string[] asked = [.. Schedulers[1], .. Arguments, "--shards", "2", "--out"];

        Of([.. asked, "../r"]).IsRefused("is not on the volume at '/work' and is lost with the pod");
        Of([.. asked, "..r"]).IsDone();
        // Where the volume is mounted here as well.
        Of([.. asked, "../r", "--mount", Path.GetDirectoryName(Path.GetFullPath(_tiny.Folder.Path))!]).IsDone();
    }

    [TestCase("/work/r", true)]
    [TestCase("/work/r/s", true)]
    [TestCase("/work", false)]
    [TestCase("/worker/r", false)]
    [TestCase("/r", false)]
    public void A_folder_is_on_the_volume_below_its_mount(string folder, bool kept)
    {
        foreach (var mount in (string[])["/work", "/work/"])
            Assert.That(new PodPlace("viseval", "data", mount, "night").MistakeOf(folder), kept ? Is.Null : Does.Contain($"'{folder}'"));
    }

    [Test]
    public void A_file_that_is_there_is_kept_unless_said()
    {
        File.WriteAllText(_tiny.Folder["notes.txt"], "mine");
        string[] asked = ["launch", "slurm", .. Arguments, "--shards", "2", "--file", "notes.txt"];

        Of(asked).IsRefused("notes.txt' is there already; name another file, or replace it with --overwrite.");
        Assert.That(File.ReadAllText(_tiny.Folder["notes.txt"]), Is.EqualTo("mine"));
        Of([.. asked, "--overwrite"]).IsDone();
        Assert.That(File.ReadAllText(_tiny.Folder["notes.txt"]), Does.StartWith("#!/bin/bash").And.Not.Contain("--overwrite"));
    }

    [Test]
    public void A_device_that_this_machine_lacks_is_left_to_the_tasks()
    {
        var lacking = Device.Names.Where(IsMissing).First();
        foreach (var scheduler in Schedulers)
        {
            var launched = Of([.. scheduler, .. Arguments, "--shards", "2", "--device", lacking]);

            launched.IsDone();
            Assert.That(launched.Out, Does.Contain($"--device {lacking}")
                .And.Contain($"that machine cannot use {lacking}, so both are those of its CPU"));
            Assert.That(launched.Error, Does.Contain($"This machine cannot use {lacking}, so time and memory are those of its CPU."));
        }
        Of(["plan", .. Arguments, "--device", lacking]).IsRefused($"device {lacking}");
    }

    [Test]
    public void Help_is_named_by_all_words_of_a_command() =>
        Of("launch", "kubernetes", "--image", "").IsRefused("'viseval launch kubernetes --help' shows");

    private static readonly string[][] Schedulers =
        [["launch", "slurm"], ["launch", "kubernetes", "--image", "viseval:1", "--claim", "data"]];

    private static IEnumerable<string> KubernetesWith(string option, string value) =>
        ["launch", "kubernetes", .. new Dictionary<string, string> { ["--image"] = "viseval:1", ["--claim"] = "data", [option] = value }
            .SelectMany(o => (string[])[o.Key, o.Value])];

    private static bool IsMissing(string name)
    {
        try
        {
            DeviceSupport.Require(new Device(name));
            return false;
        }
        catch (InputException)
        {
            return true;
        }
    }

    // The rule of Kubernetes: $$ is $, $(NAME) a variable that the container has, anything else stays.
    private static string Expanded(string text)
    {
        const string variable = "$(JOB_COMPLETION_INDEX)";
        var read = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
            if (text[i..].StartsWith("$$", StringComparison.Ordinal))
                read.Append(text[i++]);
            else if (text[i..].StartsWith(variable, StringComparison.Ordinal))
            {
                read.Append('0');
                i += variable.Length - 1;
            }
            else
                read.Append(text[i]);
        return read.ToString();
    }

    [TestCase("plain-1.0/x:y=z", "plain-1.0/x:y=z")]
    [TestCase("", "''")]
    [TestCase("two words", "'two words'")]
    [TestCase("it's $HOME `x`", "'it'\\''s $HOME `x`'")]
    public void Words_reach_the_program_as_they_are(string text, string word) =>
        Assert.That(ShellText.Quoted(text), Is.EqualTo(word));

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
