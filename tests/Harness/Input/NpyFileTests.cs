using System.Text;
using VisEval.Core;
using VisEval.Harness.Input;

namespace VisEval.Tests.Harness.Input;

public sealed class NpyFileTests
{
    [TestCase(new int[0])]
    [TestCase(new[] { 1 })]
    [TestCase(new[] { 5 })]
    [TestCase(new[] { 2, 3 })]
    [TestCase(new[] { 1, 3, 4, 5 })]
    [TestCase(new[] { 0, 3 })]
    public void What_is_written_is_read_again(int[] shape)
    {
        var count = shape.Aggregate(1, (a, b) => a * b);
        var tensor = new Tensor([.. Enumerable.Range(0, count).Select(i => i * 0.1f - 1)], shape);
        using var stream = new MemoryStream();
        NpyFile.Write(stream, tensor);
        var read = NpyFile.Parse(stream.ToArray(), "x.npy");
        Assert.That(read.Shape.ToArray(), Is.EqualTo(shape));
        Assert.That(read.Values, Is.EqualTo(tensor.Values));
    }

    [TestCase(3, 4)]
    [TestCase(1, 1000, 300)]
    public void The_shape_is_read_without_the_values(params int[] shape)
    {
        var path = Path.GetTempFileName();
        try
        {
            NpyFile.Write(path, Tensor.Zeros(shape));
            Assert.That(NpyFile.ReadShape(path), Is.EqualTo(shape));
            using (var file = System.IO.File.OpenWrite(path))
                file.SetLength(file.Length - 1);
            Assert.That(() => NpyFile.ReadShape(path), Throws.InstanceOf<InputException>().With.Message.Contains("cut off"));
        }
        finally
        {
            System.IO.File.Delete(path);
        }
        Assert.That(() => NpyFile.ReadShape(path), Throws.InstanceOf<InputException>().With.Message.Contains(path));
    }

    [Test]
    public void One_item_is_read_without_the_others()
    {
        var path = Path.GetTempFileName();
        try
        {
            NpyFile.Write(path, new Tensor([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], 3, 2, 2));
            var item = NpyFile.ReadItem(path, 2);
            Assert.That(item.Shape.ToArray(), Is.EqualTo(new[] { 2, 2 }));
            Assert.That(item.Values, Is.EqualTo(new[] { 9, 10, 11, 12 }));
            foreach (var none in new[] { -1, 3 })
                Assert.That(() => NpyFile.ReadItem(path, none), Throws.InstanceOf<InputException>().With.Message.Contains($"(3, 2, 2) and no item {none}"));
        }
        finally
        {
            System.IO.File.Delete(path);
        }
    }

    [Test]
    public void The_bytes_are_those_that_numpy_writes()
    {
        using var stream = new MemoryStream();
        NpyFile.Write(stream, new Tensor([1, -2], 2));
        // numpy.save of numpy.array([1, -2], 'float32'): 128 bytes of header, then 00 00 80 3f 00 00 00 c0.
        var expected = "\x93NUMPY\x01\x00\x76\x00{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }".PadRight(127) + "\n\0\0\x80\x3f\0\0\0\xc0";
        Assert.That(Encoding.Latin1.GetString(stream.ToArray()), Is.EqualTo(expected));
    }

    [TestCase("<f8", new byte[] { 0, 0, 0, 0, 0, 0, 0xf8, 0xbf }, -1.5f)]
    [TestCase("|b1", new byte[] { 1 }, 1f)]
    [TestCase("|u1", new byte[] { 255 }, 255f)]
    [TestCase("|i1", new byte[] { 255 }, -1f)]
    [TestCase("<u2", new byte[] { 1, 2 }, 513f)]
    [TestCase("<i2", new byte[] { 0xfe, 0xff }, -2f)]
    [TestCase("<i4", new byte[] { 0xfd, 0xff, 0xff, 0xff }, -3f)]
    [TestCase("<u4", new byte[] { 0, 0, 1, 0 }, 65536f)]
    [TestCase("<i8", new byte[] { 0xfc, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff }, -4f)]
    [TestCase("<u8", new byte[] { 7, 0, 0, 0, 0, 0, 0, 0 }, 7f)]
    [TestCase(">u1", new byte[] { 9 }, 9f)]
    public void Every_stored_type_of_the_contract_is_read(string descr, byte[] value, float expected) =>
        Assert.That(NpyFile.Parse(File(Header(descr, "(1,)"), value), "x.npy").Values, Is.EqualTo(new[] { expected }));

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Formats_1_to_3_and_any_order_of_keys_are_read(int major)
    {
        var bytes = File("{\"shape\": (1, 2), 'fortran_order': False, 'descr': '|u1'}\n", [3, 4], major);
        var read = NpyFile.Parse(bytes, "x.npy");
        Assert.That(read.Shape.ToArray(), Is.EqualTo(new[] { 1, 2 }));
        Assert.That(read.Values, Is.EqualTo(new[] { 3f, 4f }));
    }

    [TestCase("{'descr': '>f4', 'fortran_order': False, 'shape': (1,), }", "big-endian")]
    [TestCase("{'descr': '<f2', 'fortran_order': False, 'shape': (2,), }", "'<f2'")]
    [TestCase("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", "'|O'")]
    [TestCase("{'descr': '<c8', 'fortran_order': False, 'shape': (1,), }", "'<c8'")]
    [TestCase("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }", "records")]
    [TestCase("{'descr': '<f4', 'fortran_order': True, 'shape': (1, 1), }", "Fortran order")]
    [TestCase("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }", "list of lengths")]
    [TestCase("{'descr': '<f4', 'fortran_order': False, 'shape': (65536, 65536, 65536, 65536), }", "list of lengths")]
    [TestCase("{'descr': '<f4', 'fortran_order': False, 'shape': (x,), }", "list of lengths")]
    [TestCase("{'descr': '<f4', 'fortran_order': False}", "'shape'")]
    [TestCase("{'descr': '<f4', 'shape': (1,)}", "'fortran_order'")]
    [TestCase("{'fortran_order': False, 'shape': (1,)}", "'descr'")]
    [TestCase("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", "cut off")]
    [TestCase("{'descr': '<f4', 'fortran_order': False, 'shape': (), 'x': 1}", null)]
    [TestCase("{'descr': '|u1', 'fortran_order': False, 'shape': (3,), }", "too long")]
    public void A_file_that_cannot_be_used_says_why(string header, string? why)
    {
        var bytes = File(header, [0, 0, 0, 0]);
        if (why is null)
            Assert.That(NpyFile.Parse(bytes, "x.npy").Rank, Is.Zero);
        else
            Assert.That(
                () => NpyFile.Parse(bytes, "x.npy"),
                Throws.TypeOf<InputException>().With.Message.Contains(why).And.Message.Contains("x.npy"));
    }

    [TestCase("", "not a .npy file")]
    [TestCase("PK\x03\x04 an npz archive", "not a .npy file")]
    [TestCase("\x93NUMPY", "cut off")]
    [TestCase("\x93NUMPY\x04\x00\x00\x00\x00\x00", "format 4.0")]
    [TestCase("\x93NUMPY\x01\x00\xff\xff{'descr'", "cut off")]
    [TestCase("\x93NUMPY\x02\x00\xff\xff", "cut off")]
    public void A_file_that_is_not_npy_or_is_cut_off_says_so(string content, string why) =>
        Assert.That(
            () => NpyFile.Parse(Encoding.Latin1.GetBytes(content), "x.npy"),
            Throws.TypeOf<InputException>().With.Message.Contains(why));

    [Test]
    public void A_missing_file_is_named() =>
        Assert.That(() => NpyFile.Read("no-such-file.npy"), Throws.TypeOf<InputException>().With.Message.Contains("no-such-file.npy"));

    private static string Header(string descr, string shape) => $"{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}";

    private static byte[] File(string header, byte[] body, int major = 1)
    {
        byte[] length = major == 1 ? [(byte)header.Length, 0] : [(byte)header.Length, 0, 0, 0];
        return [0x93, .. "NUMPY"u8, (byte)major, 0, .. length, .. Encoding.ASCII.GetBytes(header), .. body];
    }
}
