using VisEval.Core;
using VisEval.Harness.Datasets.Pictures;

namespace VisEval.Tests.Harness.Datasets.Pictures;

/// <summary>Palette indices and gray levels of PNG files, written here by every filter and depth.</summary>
public sealed class PngValuesTests
{
    [TestCase(3, 1)]
    [TestCase(3, 2)]
    [TestCase(3, 4)]
    [TestCase(3, 8)]
    [TestCase(0, 1)]
    [TestCase(0, 8)]
    [TestCase(0, 16)]
    public void Values_come_back_as_they_were_stored_whatever_the_filter(int type, int depth)
    {
        var random = Seed.Of(depth).Random();
        const int height = 11, width = 13;
        ushort[] values = [.. Enumerable.Range(0, height * width).Select(_ => (ushort)random.NextInt(1 << depth))];
        var file = PngFiles.WithValues(values, height, width, type, depth, y => y % 5);
        Assert.That(PngValues.CanRead(file));
        var read = PngValues.Read(file, "a.png");
        Assert.That((read.Height, read.Width), Is.EqualTo((height, width)));
        Assert.That(read.Values, Is.EqualTo(values));
    }

    [Test]
    public void Interlaced_values_come_back_whatever_the_size(
        [Values(1, 2, 4, 8, 16)] int depth, [Values(1, 3, 5, 8, 13)] int width, [Values(1, 2, 7, 11)] int height)
    {
        var random = Seed.Of(depth).Random();
        ushort[] values = [.. Enumerable.Range(0, height * width).Select(_ => (ushort)random.NextInt(1 << depth))];
        var file = PngFiles.WithValues(values, height, width, 0, depth, y => y % 5, interlaced: true);
        Assert.That(PngValues.Read(file, "a.png").Values, Is.EqualTo(values));
        // Another program agrees: gray levels of eight bits are what a decoder of pictures shows.
        if (depth == 8)
            Assert.That(PictureFile.Decode(file, "a.png").Pixels.Where((_, i) => i % 3 == 0), Is.EqualTo(values));
    }

    [Test]
    public void Rows_that_ask_for_a_dictionary_are_damaged()
    {
        // Found by a long search of the fuzzers: the bit FDICT of the zlib head, which the decompressor answers in its own way.
        var file = PngFiles.Of([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0], [], [0x78, 0x20, 0, 0, 0, 0, 0, 0]);
        Assert.That(
            () => PngValues.Read(file, "a.png"),
            Throws.TypeOf<InputException>().With.Message.EqualTo("a.png: the picture is damaged; replace the file."));
    }

    [TestCase(2)]
    [TestCase(4)]
    [TestCase(6)]
    public void Colours_are_no_values(int type) =>
        Assert.That(PngValues.CanRead(PngFiles.WithValues([0], 1, 1, type, 8, _ => 0)), Is.False);

    [Test]
    public void A_damaged_file_and_a_claimed_size_without_end_are_refused()
    {
        var file = PngFiles.WithValues(new ushort[100], 10, 10, 3, 8, _ => 0);
        Assert.That(() => PngValues.Read(file[..^30], "a.png"), Throws.InstanceOf<InputException>().With.Message.Contains("a.png"));
        file.AsSpan(16, 8).Fill(0x7f);
        Assert.That(
            () => PngValues.Read(file, "a.png"), Throws.InstanceOf<InputException>().With.Message.Contains("2139062143×2139062143"));
        var filter = PngFiles.WithValues(new ushort[4], 2, 2, 3, 8, y => y * 7);
        Assert.That(
            () => PngValues.Read(filter, "a.png"),
            Throws.InstanceOf<InputException>().With.Message.EqualTo("a.png: the picture is damaged; replace the file."));
    }
}
