using System.Diagnostics;
using VisEval.Core;
using VisEval.Harness.Datasets.Pictures;
using VisEval.Harness.Input;
using VisEval.Tests.Harness.Datasets;

namespace VisEval.Tests.Harness.Input;

/// <summary>What is no regular file is refused at once, by whatever reads it.</summary>
public sealed class InputFileTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Open() => _folder = new TemporaryFolder();

    [TearDown]
    public void Close() => _folder.Dispose();

    [Test]
    public void The_bytes_of_a_file_and_of_a_link_to_it_are_read()
    {
        var path = _folder.Write("a", "äb");
        File.CreateSymbolicLink(_folder["link"], path);
        Assert.That(InputFile.Read(path), Is.EqualTo(new byte[] { 0xC3, 0xA4, (byte)'b' }));
        Assert.That(InputFile.ReadText(_folder["link"]), Is.EqualTo("äb"));
    }

    [Test]
    public void What_is_not_there_is_empty_a_folder_or_has_no_name_is_refused()
    {
        Refused(_folder["none"], "there is no such file");
        Refused(_folder.Write("empty", ""), "it is empty, or no regular file");
        Refused(_folder.Path, "it is a folder; name a file");
        Refused(_folder["a\0b"], "the name holds a NUL character");
    }

    [TestCase("/dev/zero")]
    [TestCase("/dev/null")]
    [Platform("Linux")]
    public void A_device_is_refused_also_behind_a_link(string device)
    {
        Refused(device, "no regular file");
        File.CreateSymbolicLink(_folder["link"], device);
        Refused(_folder["link"], "no regular file");
    }

    // Opening a pipe that nobody writes to would never return.
    [Test]
    [Platform("Linux")]
    [CancelAfter(20_000)]
    public void A_pipe_is_refused_by_every_reader()
    {
        using var make = Process.Start("mkfifo", [_folder["pipe"]]);
        make.WaitForExit();
        Refused(_folder["pipe"], "no regular file");
        foreach (var read in new Action<string>[]
                 {
                     p => NpyFile.Read(p), p => NpyFile.ReadShape(p), p => PictureFile.Decode(p), p => Sha256.OfFile(p),
                     p => VisEval.Harness.Datasets.PreprocessingFile.Read(p), p => VisEval.Harness.Results.RunInfoJson.Read(p),
                     p => VisEval.Harness.Results.BaselineFile.Read(p), p => VisEval.Harness.Results.Bundles.BundleReader.Read(p),
                     p => VisEval.Harness.Datasets.ModelFile.Open(p, new VisEval.Onnx.Engine.EngineOptions()),
                 })
            Assert.That(() => read(_folder["pipe"]), Throws.TypeOf<InputException>().With.Message.Contains("pipe"));
    }

    private static void Refused(string path, string why) =>
        Assert.That(
            () => InputFile.Read(path),
            Throws.TypeOf<InputException>().With.Message.StartsWith($"{path}: the file cannot be read: ").And.Message.Contains(why));
}
