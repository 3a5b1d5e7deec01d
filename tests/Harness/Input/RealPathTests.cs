using VisEval.Harness.Input;
using VisEval.Tests.Harness.Datasets;

namespace VisEval.Tests.Harness.Input;

/// <summary>Paths that lead to the same file.</summary>
[Platform(Exclude = "Win")]
public sealed class RealPathTests
{
    [Test]
    public void Links_of_files_and_folders_lead_to_the_same_file_whether_it_is_there_or_not()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["real/inner"]);
        Directory.CreateSymbolicLink(folder["link"], "real");
        Directory.CreateSymbolicLink(folder["real/again"], folder["link/inner"]);
        File.CreateSymbolicLink(folder["file"], "link/again/net.onnx");
        Assert.Multiple(() =>
        {
            foreach (var path in new[] { "file", "link/inner/net.onnx", "real/again/net.onnx", "link/again/../again/net.onnx" })
                Assert.That(RealPath.AreSame(folder[path], folder["real/inner/net.onnx"]), path);
            Assert.That(RealPath.AreSame(folder["file"], folder["real/net.onnx"]), Is.False);
            Assert.That(
                RealPath.AreSame(folder["real/A"], folder["real/a"]), Is.EqualTo(OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()));
        });
    }
}
