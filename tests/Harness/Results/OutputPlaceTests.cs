using System.Diagnostics;
using VisEval.Harness.Results;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Results;

public class OutputPlaceTests
{
    private RunnerDirectory _folder = null!;

    [SetUp]
    public void Begin() => _folder = new RunnerDirectory();

    [TearDown]
    public void End() => _folder.Dispose();

    [Test]
    public void A_new_place_will_do_and_nothing_is_left_there()
    {
        Assert.That(OutputPlace.MistakeOfFolder(_folder.File("a/b/c")), Is.Null);
        Assert.That(OutputPlace.MistakeOfFile(_folder.File("a/b.csv")), Is.Null);
        Assert.That(OutputPlace.MistakeOfFolder(_folder.Path), Is.Null);
        Assert.That(RunPlace.Mistakes(_folder.File("a")), Is.Empty);
        Assert.That(Directory.GetFileSystemEntries(_folder.Path), Is.Empty);
    }

    [Test]
    public void What_stands_in_the_way_is_named_with_what_to_do()
    {
        File.WriteAllText(_folder.File("file"), "");
        Directory.CreateDirectory(_folder.File("folder"));

        Assert.That(OutputPlace.MistakeOfFolder(_folder.File("file")), Is.EqualTo($"'{_folder.File("file")}' is a file; name a folder."));
        Assert.That(
            OutputPlace.MistakeOfFolder(_folder.File("file/a/b")), Does.Contain($"'{_folder.File("file")}' is a file. Name another"));
        Assert.That(OutputPlace.MistakeOfFile(_folder.File("file/a")), Does.Contain("is a file"));
        Assert.That(OutputPlace.MistakeOfFile(_folder.File("folder")), Does.Contain("is a folder; name a file"));
        Assert.That(OutputPlace.MistakeOfFile(_folder.File("a\0b")), Does.Contain("NUL"));
        Assert.That(OutputPlace.MistakeOfFolder(_folder.File("a\0b")), Does.Contain("NUL"));
    }

    [TestCase("/proc/viseval")]
    [TestCase("/sys/viseval/x")]
    [Platform("Linux")]
    public void A_file_system_that_takes_no_files_is_noticed(string path) =>
        Assert.That(
            OutputPlace.MistakeOfFolder(path), Does.StartWith($"'{path}' cannot be written: ").And.EndsWith("or name another place."));

    [Test]
    [Platform("Linux")]
    [CancelAfter(20_000)]
    public void A_pipe_and_a_device_are_no_files_to_replace()
    {
        using (var make = Process.Start("mkfifo", [_folder.File("pipe")]))
            make.WaitForExit();
        Assert.That(OutputPlace.MistakeOfFile(_folder.File("pipe")), Does.Contain("is a pipe, a device or a socket"));
        Assert.That(OutputPlace.MistakeOfFile("/dev/null"), Does.Contain("is a pipe, a device or a socket"));
    }

    [Test]
    public void A_folder_in_the_place_of_a_file_of_a_run_is_found_before_the_run()
    {
        Directory.CreateDirectory(_folder.File("report.html"));
        Directory.CreateDirectory(_folder.File("results.db"));
        File.WriteAllText(_folder.File("plots"), "");
        var mistakes = RunPlace.Mistakes(_folder.Path);
        Assert.That(mistakes, Has.Count.EqualTo(3));
        Assert.That(mistakes, Has.Some.Contains("report.html").And.Some.Contains("results.db").And.Some.Contains("plots"));
        Assert.That(RunDirectory.Check(_folder.Path, ExistingRun.Redo, RunnerPlan.Info()), Is.EqualTo(mistakes));
    }
}
