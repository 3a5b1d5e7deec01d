using SkiaSharp;
using VisEval.Core;
using VisEval.Harness.Datasets.Pictures;

namespace VisEval.Tests.Harness.Datasets.Pictures;

public sealed class PictureFileTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Open() => _folder = new TemporaryFolder();

    [TearDown]
    public void Close() => _folder.Dispose();

    [Test]
    public void A_png_comes_out_as_it_was_stored()
    {
        var picture = TestPictures.Pattern(7, 5, 3);
        var decoded = PictureFile.Decode(_folder.Write("a.png", TestPictures.Encode(picture)));
        Assert.That(decoded.Pixels, Is.EqualTo(picture.Pixels));
        Assert.That((decoded.Width, decoded.Height, decoded.Channels), Is.EqualTo((7, 5, 3)));
    }

    [Test]
    public void Transparency_is_ignored_and_does_not_darken()
    {
        var picture = TestPictures.Pattern(7, 5, 3);
        var decoded = PictureFile.Decode(_folder.Write("a.png", TestPictures.Encode(picture, alpha: 3)));
        Assert.That(decoded.Pixels, Is.EqualTo(picture.Pixels));
    }

    // The letters are the corners of the stored picture; how they must lie is Exif 2.32, tag 274.
    [TestCase(1, "AB/CD")]
    [TestCase(2, "BA/DC")]
    [TestCase(3, "DC/BA")]
    [TestCase(4, "CD/AB")]
    [TestCase(5, "AC/BD")]
    [TestCase(6, "CA/DB")]
    [TestCase(7, "DB/CA")]
    [TestCase(8, "BD/AC")]
    public void A_jpeg_is_turned_upright(int orientation, string expected)
    {
        var levels = new Dictionary<char, byte> { ['A'] = 20, ['B'] = 90, ['C'] = 160, ['D'] = 230 };
        var pixels = new byte[32 * 16];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] =
                levels[(i % 32 < 16, i / 32 < 8) switch { (true, true) => 'A', (false, true) => 'B', (true, false) => 'C', _ => 'D' }];
        var jpeg = TestPictures.Encode(new Picture(pixels, 32, 16, 1), SKEncodedImageFormat.Jpeg);

        var upright = PictureFile.Decode(_folder.Write("a.jpg", WithOrientation(jpeg, (byte)orientation)));

        Assert.That((upright.Width, upright.Height), Is.EqualTo(orientation < 5 ? (32, 16) : (16, 32)));
        var corners =
            $"{Letter(2, 2)}{Letter(2, upright.Width - 3)}/{Letter(upright.Height - 3, 2)}{Letter(upright.Height - 3, upright.Width - 3)}";
        Assert.That(corners, Is.EqualTo(expected));

        char Letter(int y, int x) => levels.MinBy(l => Math.Abs(l.Value - upright[y, x, 1])).Key;
    }

    [Test]
    public void A_file_that_is_no_picture_is_named()
    {
        var path = _folder.Write("notes.jpg", "these are words");
        Assert.That(
            () => PictureFile.Decode(path),
            Throws.TypeOf<InputException>().With.Message.EqualTo(
                $"{path}: not a picture that can be read; JPEG, PNG, BMP, GIF, WebP and TIFF are."));
    }

    [TestCase(SKEncodedImageFormat.Jpeg)]
    [TestCase(SKEncodedImageFormat.Png)]
    public void A_picture_that_is_cut_off_is_named(SKEncodedImageFormat format)
    {
        var bytes = TestPictures.Encode(TestPictures.Pattern(64, 64, 3), format);
        var path = _folder.Write("half", bytes[..(bytes.Length / 2)]);
        Assert.That(
            () => PictureFile.Decode(path), Throws.TypeOf<InputException>().With.Message.StartsWith($"{path}: the picture is damaged"));
    }

    [Test]
    public void A_missing_file_is_named() =>
        Assert.That(
            () => PictureFile.Decode(_folder["none.png"]),
            Throws.TypeOf<InputException>().With.Message.StartsWith($"{_folder["none.png"]}: the file cannot be read"));

    [Test]
    public void Gray_is_the_luma_of_PIL()
    {
        // Image.convert('L') of the same pattern.
        var expected = new byte[]
        {
            68, 105, 142, 149, 186, 73, 110, 127, 145, 193, 91, 139, 111, 129, 156, 65, 124, 107, 136, 195, 104, 65, 135, 129, 169, 89, 83,
            153, 124, 129, 180, 111, 116, 167, 98
        };
        Assert.That(TestPictures.Pattern(7, 5, 3).ToGray().Pixels, Is.EqualTo(expected));
    }

    // An APP1 segment with one Exif entry, right after the start marker: orientation (0x0112), SHORT, count 1.
    private static byte[] WithOrientation(byte[] jpeg, byte orientation) =>
    [
        .. jpeg[..2], 0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0,
        0, 0, 0, 0, 0,
        .. jpeg[2..],
    ];
}
