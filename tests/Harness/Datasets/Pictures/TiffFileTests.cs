using VisEval.Core;
using VisEval.Harness.Datasets.Pictures;

namespace VisEval.Tests.Harness.Datasets.Pictures;

/// <summary>TIFF files against the values they were written from, and against what Pillow wrote.</summary>
public sealed class TiffFileTests
{
    private const int Height = 7;
    private const int Width = 9;

    private static IEnumerable<TiffFiles> Kinds =>
        from isLittle in new[] { true, false }
        from bits in new[] { 8, 16 }
        from samples in new[] { 1, 2, 3, 4 }
        from hasPlanes in new[] { false, true }
        from tile in new int?[] { null, 16 }
        from isPacked in new[] { false, true }
        select new TiffFiles(Height, Width)
        {
            IsLittle = isLittle,
            Bits = bits,
            Samples = samples,
            Meaning = samples < 3 ? 1 : 2,
            Extra = samples % 2 == 0 ? 2 : null,
            HasPlanes = hasPlanes,
            Tile = tile,
            IsPacked = isPacked,
        };

    [Test]
    public void A_strip_beyond_eight_kilobytes_is_one_strip([Values] bool isPacked)
    {
        var layout = new TiffFiles(48, 64) { IsLittle = true, Bits = 8, Samples = 3, Meaning = 2, IsPacked = isPacked };
        ushort[] values = [.. Enumerable.Range(0, 48 * 64 * 3).Select(i => (ushort)(i * 7 % 256))];
        Assert.That(PictureFile.Decode(layout.Of(values), "a.tif").Pixels, Is.EqualTo(values.Select(v => (byte)v)));
    }

    [TestCaseSource(nameof(Kinds))]
    public void Every_value_comes_back(object kind)
    {
        var layout = (TiffFiles)kind;
        var values = Values(layout.Samples, layout.Bits);
        var picture = PictureFile.Decode(layout.Of(values), "a.tif");
        Assert.That((picture.Width, picture.Height, picture.Channels), Is.EqualTo((Width, Height, 3)));
        for (var i = 0; i < Width * Height; i++)
        {
            for (var c = 0; c < 3; c++)
            {
                var value = values[i * layout.Samples + (layout.Samples < 3 ? 0 : c)];
                Assert.That(picture.Pixels[3 * i + c], Is.EqualTo(layout.Bits == 8 ? value : (value + 128) / 257));
                if (layout.Bits == 16)
                    Assert.That(picture.Fine![3 * i + c], Is.EqualTo(value));
            }
            if (layout.Samples % 2 == 0)
                Assert.That(
                    picture.Alpha![i],
                    Is.EqualTo(values[(i + 1) * layout.Samples - 1] is var a && layout.Bits == 8 ? a : (a + 128) / 257));
        }
        Assert.That(picture.Alpha is null, Is.EqualTo(layout.Samples % 2 == 1));
    }

    [Test]
    public void Gray_from_white_is_turned_round()
    {
        var values = Values(1, 8);
        var picture = PictureFile.Decode(new TiffFiles(Height, Width) { Samples = 1, Meaning = 0 }.Of(values), "a.tif");
        Assert.That(picture.Pixels.Where((_, i) => i % 3 == 0), Is.EqualTo(values.Select(v => (byte)(255 - v))));
    }

    [Test]
    public void A_fourth_value_that_nobody_explains_is_left_out_and_a_premultiplied_opacity_taken_off()
    {
        ushort[] values = [.. Enumerable.Range(0, Width * Height).SelectMany(i => new ushort[] { 20, 60, 100, 128 })];
        var unknown = PictureFile.Decode(new TiffFiles(Height, Width) { Samples = 4, Extra = 0 }.Of(values), "a.tif");
        Assert.That((unknown.Alpha, unknown[3, 3, 1]), Is.EqualTo(((byte[]?)null, (byte)60)));
        var premultiplied = PictureFile.Decode(new TiffFiles(Height, Width) { Samples = 4, Extra = 1 }.Of(values), "a.tif");
        Assert.That((premultiplied.Alpha![0], premultiplied[3, 3, 1]), Is.EqualTo(((byte)128, (byte)(60 * 255 / 128))));
    }

    [Test]
    public void It_is_turned_upright_and_its_size_is_told_by_its_head()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("a.tif", new TiffFiles(Height, Width) { Orientation = 6 }.Of(Values(3, 8)));
        var picture = PictureFile.Decode(file);
        Assert.That((picture.Width, picture.Height), Is.EqualTo((Height, Width)));
        Assert.That(picture[0, Height - 1, 2], Is.EqualTo(Values(3, 8)[2]), "the first pixel is now in the right upper corner");
        Assert.That(PictureHead.Size(file), Is.EqualTo((Height, Width)));
        Assert.That(PictureSize.Of(file), Is.EqualTo((Width, Height)), "rows and columns");
    }

    // Image.fromarray(a).save(…, compression=…) of Pillow 9.4.
    [TestCaseSource(nameof(OfPillow))]
    public void What_Pillow_writes_is_read(string base64, int samples, int bits)
    {
        var picture = PictureFile.Decode(Convert.FromBase64String(base64), "a.tif");
        for (var i = 0; i < picture.Width * picture.Height; i++)
            for (var c = 0; c < 3; c++)
            {
                var value = (i * samples + (samples == 1 ? 0 : c)) * 977 % (bits == 8 ? 256 : 65536);
                Assert.That(bits == 8 ? picture.Pixels[3 * i + c] : picture.Fine![3 * i + c], Is.EqualTo(value));
            }
    }

    private static IEnumerable<object[]> OfPillow =>
    [
        new object[]
        {
            "SUkqAE4AAACAABoqI5kQKuZbogsip9sxOm4fhBwrJBlQSvZjpg0joFtxWn4niB4sJJmQagZrqg8koNuxeo4vjAAtJRnQihZzrhEl"
            + "oVwECgAAAQMAAQAAAAUAAAABAQMAAQAAAAQAAAACAQMAAwAAAMwAAAADAQMAAQAAAAUAAAAGAQMAAQAAAAIAAAARAQQAAQAAAAgA"
            + "AAAVAQMAAQAAAAMAAAAWAQMAAQAAAAQAAAAXAQQAAQAAAEYAAAAcAQMAAQAAAAEAAAAAAAAACAAIAAgA",
            3, 8,
        },
        new object[]
        {
            "SUkqAEgAAAAOANGic0QV5reIWSr7zJ1uDj8Q4bKDVCX2x5hpOgvcrQ5+TyDxwpNkNQbXqHlKG+wOvY5fMAHSo3RFFue4iVorCgAA"
            + "AQMAAQAAAAUAAAABAQMAAQAAAAQAAAACAQMAAwAAAMYAAAADAQMAAQAAAAWAAAAGAQMAAQAAAAIAAAARAQQAAQAAAAgAAAAVAQMA"
            + "AQAAAAMAAAAWAQMAAQAAAAQAAAAXAQQAAQAAAEAAAAAcAQMAAQAAAAEAAAAAAAAACAAIAAgA",
            3, 8,
        },
        new object[]
        {
            "SUkqAFAAAAB4nAE8AMP/ANGic0QV5reIWSr7zJ1uPxDhsoNUJfbHmGk6C9ytfk8g8cKTZDUG16h5ShvsvY5fMAHSo3RFFue4iVor"
            + "ht8dCwAKAAABAwABAAAABQAAAAEBAwABAAAABAAAAAIBAwADAAAAzgAAAAMBAwABAAAACAAAAAYBAwABAAAAAgAAABEBBAABAAAA"
            + "CAAAABUBAwABAAAAAwAAABYBAwABAAAABAAAABcBBAABAAAARwAAABwBAwABAAAAAQAAAAAAAAAIAAgACAA=",
            3, 8,
        },
        new object[]
        {
            "SUkqADgAAACAAAANEBqIDnMFkQHhUJuYLLcNIgPFkRCoTPsUswWp0Ym4aj8chAeuEgLIiIMkQEAJAAABAwABAAAABQAAAAEBAwAB"
            + "AAAABAAAAAIBAwABAAAAEAAAAAMBAwABAAAABQAAAAYBAwABAAAAAQAAABEBBAABAAAACAAAABYBAwABAAAABAAAABcBBAABAAAA"
            + "MAAAABwBAwABAAAAAQAAAAAAAAA=",
            1, 16,
        },
        new object[]
        {
            "SUkqAAgAAAAJAAABBAABAAAABQAAAAEBBAABAAAABAAAAAIBAwABAAAACAAAAAMBAwABAAAAAQAAAAYBAwABAAAAAQAAABEBBAAB"
            + "AAAAegAAABYBBAABAAAABAAAABcBBAABAAAAFAAAABwBAwABAAAAAQAAAAAAAAAA0aJzRBXmt4hZKvvMnW4/EOGygw==",
            1, 8,
        },
    ];

    private static IEnumerable<TestCaseData> Refused =>
    [
        Case("1 bit", "values of 1 bits", (258, [1, 1, 1])),
        Case("channels of different bits", "values of 0 bits", (258, [8, 8, 16])),
        Case("floats", "no whole numbers", (339, [3, 3, 3])),
        Case("a palette", "colours of the kind 3", (262, [3])),
        Case("CMYK", "colours of the kind 5", (262, [5])),
        Case("JPEG inside", "the compression 7", (259, [7])),
        Case("fax", "the compression 4", (259, [4])),
        Case("two values for three colours", "2 values a pixel", (277, [2])),
        Case("too large", "are too many", (256, [60000]), (257, [60000])),
        Case("of no size", "0×7 pixels", (256, [0])),
        Case("huge tiles", "tiles of 65536×65536 pixels", (322, [65536]), (323, [65536])),
        Case("a strip longer than the file", "is damaged", (279, [1 << 30, 4, 4])),
        Case("strips outside", "is damaged", (273, [1 << 30, 1 << 30, 1 << 30])),
        Case("no strips", "is damaged", (273, []), (279, [])),
        Case("taller than its strips", "is damaged", (257, [700])),
        Case("not what it is packed by", "is damaged", (259, [5])),
    ];

    [TestCaseSource(nameof(Refused))]
    [CancelAfter(20_000)]
    public void What_cannot_be_read_is_refused_with_a_sentence(Dictionary<int, long[]> instead, string why) => Assert.That(
        () => PictureFile.Decode(new TiffFiles(Height, Width) { Instead = instead }.Of(Values(3, 8)), "a.tif"),
        Throws.TypeOf<InputException>().With.Message.StartsWith("a.tif: ").And.Message.Contains(why));

    [Test]
    public void A_file_cut_anywhere_is_refused()
    {
        var file = new TiffFiles(Height, Width) { IsPacked = true }.Of(Values(3, 8));
        for (var length = 1; length < file.Length - 4; length += 5)
            Assert.That(() => PictureFile.Decode(file[..length], "a.tif"), Throws.TypeOf<InputException>(), $"{length}");
    }

    // A field that claims more values than the file has bytes takes no memory for them.
    [Test]
    public void A_field_of_billions_of_values_is_refused_at_once()
    {
        byte[] file =
        [
            .. "II*\0"u8, 8, 0, 0, 0, 1, 0, 17, 1, 4, 0, 0xFF, 0xFF, 0xFF, 0x7F, 8, 0, 0, 0, 0, 0, 0, 0,
        ];
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(() => PictureFile.Decode(file, "a.tif"), Throws.TypeOf<InputException>().With.Message.Contains("damaged"));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1 << 20));
    }

    private static TestCaseData Case(string name, string why, params (int Tag, long[] Values)[] instead) =>
        new(instead.ToDictionary(i => i.Tag, i => i.Values), why) { TestName = $"Refused: {name}" };

    private static ushort[] Values(int samples, int bits) =>
        [.. Enumerable.Range(0, Width * Height * samples).Select(i => (ushort)(i * 7919 % (bits == 8 ? 256 : 65536)))];
}
