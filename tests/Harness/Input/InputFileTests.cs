using System.Diagnostics;
using VisEval.Core;
using VisEval.Harness.Datasets.Formats;
using VisEval.Harness.Datasets.Opening;
using VisEval.Harness.Datasets.Pictures;
using VisEval.Harness.Input;
using VisEval.Tests.Harness.Datasets;
using VisEval.Tests.Harness.Datasets.Pictures;

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

    [Test]
    public void A_text_file_may_be_empty_and_its_lines_end_as_on_any_system()
    {
        Assert.That(InputFile.ReadLines(_folder.Write("empty", "")), Is.Empty);
        Assert.That(InputFile.ReadStart(_folder["empty"], 4), Is.Empty);
        Assert.That(InputFile.ReadLines(_folder.Write("lines", "a\r\n\nb")), Is.EqualTo(new[] { "a", "", "b" }));
        Assert.That(InputFile.ReadStart(_folder["lines"], 2), Is.EqualTo("a\r"u8.ToArray()));
        Assert.That(InputFile.ReadStart(_folder["lines"], 99), Has.Length.EqualTo(5));
        Assert.That(
            () => InputFile.ReadLines(_folder.Write("bytes", "a\0")), Throws.TypeOf<InputException>().With.Message.Contains("a text file"));
        Assert.That(
            () => InputFile.ReadLines(_folder["none"]), Throws.TypeOf<InputException>().With.Message.Contains("there is no such file"));
    }

    // Each is recognized by a file of a certain name, which a pipe has here.
    [TestCase("instances.json")]
    [TestCase("x.json")]
    [TestCase("data.yaml")]
    [TestCase("table.csv")]
    [TestCase("metadata.jsonl")]
    [TestCase("images.npy")]
    [TestCase("images.npz")]
    [TestCase("train-images-idx3-ubyte")]
    [TestCase("train-images-idx3-ubyte.gz")]
    [TestCase("synset_words.txt", "table.csv", "image,label\na.png,1\n")]
    [TestCase("batches.meta.txt", "data_batch_1.bin", "x")]
    [TestCase("images.txt", "classes.txt", "1 a\n")]
    [TestCase("labels/a.txt", "data.yaml", "names: [a]\nval: images\n")]
    [TestCase("Annotations/a.xml", "JPEGImages/a.jpg", "x")]
    [Platform("Linux")]
    [CancelAfter(20_000)]
    public void A_pipe_in_a_dataset_is_never_waited_for(string pipe, string? beside = null, string text = "")
    {
        _folder.Write("images/a.png", TestPictures.Encode(TestPictures.Pattern(8, 6, 3)));
        _folder.Write("a.png", TestPictures.Encode(TestPictures.Pattern(8, 6, 3)));
        if (beside is not null)
            _folder.Write(beside, text);
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[pipe])!);
        using (var make = Process.Start("mkfifo", [_folder[pipe]]))
            make.WaitForExit();
        foreach (var format in DatasetFormats.BuiltIn.All.Keys.Append(null))
        {
            var opened = Task.Run(() => Opened(format));
            Assert.That(opened.Wait(TimeSpan.FromSeconds(15)), $"{format}");
        }
    }

    private bool Opened(string? format)
    {
        try
        {
            return DatasetOpening.Open(_folder.Path, new DatasetOptions(format)).Manifest.Images.Count > 0;
        }
        catch (InputException)
        {
            return false;
        }
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
