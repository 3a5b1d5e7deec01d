using System.Diagnostics;
using System.Net.Sockets;
using VisEval.Harness.Input;
using VisEval.Tests.Harness.Datasets;

namespace VisEval.Tests.Harness.Input;

[Platform("Linux")]
public sealed class SpecialFileTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Open() => _folder = new TemporaryFolder();

    [TearDown]
    public void Close() => _folder.Dispose();

    [Test]
    public void Files_and_folders_are_not_special()
    {
        _folder.Write("empty", "");
        _folder.Write("full", "x");
        File.CreateSymbolicLink(_folder["link"], _folder["empty"]);
        File.CreateSymbolicLink(_folder["dangling"], _folder["nowhere"]);
        using var locked = new FileStream(_folder["locked"], FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        foreach (var name in new[] { "empty", "full", "link", "none", ".", "dangling", "locked" })
            Assert.That(SpecialFile.Is(_folder[name]), Is.False, name);
    }

    [TestCase("/dev/null")]
    [TestCase("/dev/zero")]
    public void Devices_are_also_behind_links(string device)
    {
        File.CreateSymbolicLink(_folder["link"], device);
        Assert.That((SpecialFile.Is(device), SpecialFile.Is(_folder["link"])), Is.EqualTo((true, true)));
    }

    [Test]
    [CancelAfter(20_000)]
    public void Pipes_and_sockets_are_and_are_not_opened()
    {
        using (var make = Process.Start("mkfifo", [_folder["pipe"]]))
            make.WaitForExit();
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_folder["socket"]));
        Assert.That((SpecialFile.Is(_folder["pipe"]), SpecialFile.Is(_folder["socket"])), Is.EqualTo((true, true)));
    }
}
