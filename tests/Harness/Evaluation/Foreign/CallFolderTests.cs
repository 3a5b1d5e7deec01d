using System.Diagnostics;
using System.Globalization;
using VisEval.Harness.Evaluation.Foreign;
using VisEval.Tests.Cli;

namespace VisEval.Tests.Harness.Evaluation.Foreign;

/// <summary>Temporary folders of commands: gone after use, and after the next run where VisEval was killed.</summary>
public sealed class CallFolderTests
{
    private TemporaryFolder _place = null!;

    [SetUp]
    public void Make() => _place = new TemporaryFolder();

    [TearDown]
    public void Delete() => _place.Dispose();

    [Test]
    public void A_folder_is_gone_after_use_and_one_that_somebody_has_removed_is_no_failure()
    {
        string path;
        using (var folder = new CallFolder())
        {
            path = folder.Path;
            File.WriteAllText(Path.Combine(path, "x"), "x");
        }
        Assert.That(Directory.Exists(path), Is.False);
        var removed = new CallFolder();
        Directory.Delete(removed.Path, recursive: true);
        Assert.That(removed.Dispose, Throws.Nothing);
    }

    [Test]
    public void Folders_of_processes_that_are_gone_are_removed_and_no_others()
    {
        var ended = Folder(Ended(), isHeld: false);
        var own = Folder(Environment.ProcessId, isHeld: false);
        var strange = Directory.CreateDirectory(_place["viseval-external-x1"]).FullName;
        var half = Directory.CreateDirectory(_place[$"viseval-external-{Ended()}-half"]).FullName;
        // A container has numbers of its own: that of this folder is unknown here, and its owner lives.
        var foreign = Folder(Ended(), isHeld: true, out var held);
        using (held)
            CallFolder.RemoveLeft(_place.Path);
        Assert.Multiple(() =>
        {
            Assert.That(ended, Does.Not.Exist);
            Assert.That(own, Does.Exist);
            Assert.That(strange, Does.Exist);
            Assert.That(half, Does.Exist);
            Assert.That(foreign, Does.Exist);
        });
    }

    [Test]
    public void A_folder_in_use_is_held_and_has_the_number_of_its_process_in_its_name()
    {
        using var folder = new CallFolder();
        Assert.That(
            Path.GetFileName(folder.Path),
            Does.StartWith(string.Create(CultureInfo.InvariantCulture, $"viseval-external-{Environment.ProcessId}-")));
        Assert.That(
            () => new FileStream(Path.Combine(folder.Path, ".in-use"), FileMode.Open, FileAccess.ReadWrite, FileShare.None),
            Throws.InstanceOf<IOException>());
    }

    private static int Ended()
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", "--version") { RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.Id;
    }

    private string Folder(int process, bool isHeld)
    {
        var path = Folder(process, isHeld, out var held);
        held.Dispose();
        return path;
    }

    private string Folder(int process, bool isHeld, out FileStream held)
    {
        var path = Directory.CreateDirectory(_place[$"viseval-external-{process}-{(isHeld ? "held" : "free")}"]).FullName;
        File.WriteAllText(Path.Combine(path, "maps.npy"), "x");
        held = new FileStream(Path.Combine(path, ".in-use"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        return path;
    }
}
