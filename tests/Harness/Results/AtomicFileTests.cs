using VisEval.Core;
using VisEval.Harness.Results;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Results;

public class AtomicFileTests
{
    [Test]
    public void A_write_that_fails_leaves_the_file_as_it_was()
    {
        using var run = new RunnerDirectory();
        var path = run.File("a.txt");
        File.WriteAllText(path, "old");

        Assert.That(
            () => AtomicFile.Write(path, stream =>
            {
                stream.Write("new"u8);
                throw new IOException("disk full");
            }),
            Throws.TypeOf<OutputException>().With.Message.EqualTo($"'{path}' cannot be written: disk full. "
                + "Make room or allow writing there, or choose another place."));
        Assert.That(File.ReadAllText(path), Is.EqualTo("old"));

        AtomicFile.Write(path, stream => stream.Write("new"u8));
        Assert.That(File.ReadAllText(path), Is.EqualTo("new"));
        Assert.That(Directory.GetFiles(run.Path), Is.EqualTo(new[] { path }));
    }

    [Test]
    public void Several_writers_of_one_file_do_not_disturb_each_other()
    {
        using var run = new RunnerDirectory();
        var path = run.File("a.txt");
        Parallel.For(0, 50, i => AtomicFile.Write(path, stream =>
        {
            for (var n = 0; n < 100; n++)
                stream.WriteByte((byte)i);
        }));
        var bytes = File.ReadAllBytes(path);
        Assert.That((bytes.Length, bytes.Distinct().Count()), Is.EqualTo((100, 1)));
        Assert.That(Directory.GetFiles(run.Path), Is.EqualTo(new[] { path }));
    }

    [Test]
    public void Behind_a_link_the_file_itself_is_replaced()
    {
        using var run = new RunnerDirectory();
        File.WriteAllText(run.File("file"), "old");
        File.CreateSymbolicLink(run.File("link"), run.File("file"));
        AtomicFile.Write(run.File("link"), "new");
        Assert.That(File.ReadAllText(run.File("file")), Is.EqualTo("new"));
        Assert.That(new FileInfo(run.File("link")).LinkTarget, Is.Not.Null);
    }

    // A pipe, because a fault of this kind would take a device from the whole machine.
    [Test]
    [Platform("Linux")]
    [CancelAfter(20_000)]
    public void What_is_no_regular_file_is_never_replaced()
    {
        using var run = new RunnerDirectory();
        using (var make = System.Diagnostics.Process.Start("mkfifo", [run.File("pipe")]))
            make.WaitForExit();
        Directory.CreateDirectory(run.File("folder"));
        Assert.That(() => AtomicFile.Write(run.File("pipe"), "x"), Throws.TypeOf<InputException>().With.Message.Contains("is a pipe"));
        Assert.That(() => AtomicFile.Write(run.File("folder"), "x"), Throws.TypeOf<InputException>().With.Message.Contains("is a folder"));
        Assert.That(Directory.GetFileSystemEntries(run.Path), Has.Length.EqualTo(2));
    }

    [Test]
    public void What_was_left_of_a_killed_process_is_known_by_its_name()
    {
        using var run = new RunnerDirectory();
        var left = "";
        AtomicFile.Write(run.File("run.json"), _ => left = Path.GetFileName(Directory.GetFiles(run.Path).Single()));
        Assert.That(AtomicFile.IsLeftOf(left, "run.json"), left);
        Assert.That(AtomicFile.IsLeftOf("run.json.tmp", "run.json"));
        Assert.That(AtomicFile.IsLeftOf("run.json.mine.tmp", "run.json") || AtomicFile.IsLeftOf("run.json", "run.json"), Is.False);
    }
}
