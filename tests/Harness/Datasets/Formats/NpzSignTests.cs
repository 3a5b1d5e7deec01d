using System.Text;
using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Datasets.Opening;

namespace VisEval.Tests.Harness.Datasets.Formats;

/// <summary>Pictures in arrays of signed numbers: −1 is no 255.</summary>
public sealed class NpzSignTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Open() => _folder = new TemporaryFolder();

    [TearDown]
    public void Close() => _folder.Dispose();

    [TestCase("|i1", 1)]
    [TestCase("<i2", 2)]
    [TestCase("<i8", 8)]
    public void A_negative_value_is_refused_and_others_are_read(string type, int size)
    {
        var dataset = Array(type, size, [0, 1, 127, 3], [0, 1, -1, 3]);
        Assert.That(
            Decode(dataset, 0).Pixels.Chunk(3).Select(p => (int)p[0]), Is.EqualTo(new[] { 0, 1, 127, 3 }));
        Assert.That(
            () => Decode(dataset, 1), Throws.TypeOf<InputException>().With.Message.Contains("the value of pixel 2 is not 0 to 255"));
    }

    [Test]
    public void The_same_bytes_without_a_sign_are_all_read() =>
        Assert.That(Decode(Array("|u1", 1, [0, 1, 127, 3], [0, 1, -1, 3]), 1).Pixels[6], Is.EqualTo(255));

    private static VisEval.Harness.Datasets.Pictures.Picture Decode(Dataset dataset, int image)
    {
        var source = dataset.Manifest.Images[image].Source;
        return source.Decode(source.Read(dataset.Folder), dataset.Folder);
    }

    private Dataset Array(string type, int size, params long[][] pictures)
    {
        var header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({pictures.Length}, 2, 2), }}\n";
        byte[] head = [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header)];
        _folder.Write("d/images.npy", [.. head, .. pictures.SelectMany(p => p.SelectMany(v => BitConverter.GetBytes(v)[..size]))]);
        return DatasetOpening.Open(_folder["d"]);
    }
}
