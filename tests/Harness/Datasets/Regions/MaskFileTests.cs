using VisEval.Core;
using VisEval.Harness.Datasets.Pictures;
using VisEval.Harness.Datasets.Regions;
using VisEval.Tests.Harness.Datasets.Pictures;

namespace VisEval.Tests.Harness.Datasets.Regions;

/// <summary>Masks with and without a stated meaning of their values.</summary>
public sealed class MaskFileTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Create() => _folder = new TemporaryFolder();

    [TearDown]
    public void Delete() => _folder.Dispose();

    [TestCase("0 0 1 0", 8)]
    [TestCase("0 255 255 0", 8)]
    [TestCase("0 1 1 0", 1)]
    [TestCase("1 1 1 1", 8)]
    [TestCase("0 1 1 0", 16)]
    [TestCase("0 65535 0 0", 16)]
    public void Black_and_one_gray_level_are_a_mask(string values, int depth)
    {
        var stored = Store(values, 0, depth);
        Assert.That(
            new MaskFile("m.png").Read(_folder.Path, 2, 2).Values,
            Is.EqualTo(stored.Select(v => v != 0 ? RegionPixels.Object : RegionPixels.Nothing)));
    }

    [Test]
    public void Levels_that_differ_in_sixteen_bits_only_are_two()
    {
        Store("0 256 257 0", 0, 16);
        Assert.That(
            () => new MaskFile("m.png").Read(_folder.Path, 2, 2), Throws.InstanceOf<InputException>().With.Message.Contains("0, 256, 257"));
    }

    [TestCase("0 1 255 0", "3 values, 0, 1, 255")]
    [TestCase("1 2 3 2", "3 values, 1, 2, 3")]
    [TestCase("2 1 1 2", "2 values, 1, 2")]
    public void Values_without_a_stated_meaning_are_refused(string values, string told)
    {
        Store(values, 0, 8);
        Assert.That(
            () => new MaskFile("m.png").Read(_folder.Path, 2, 2),
            Throws.InstanceOf<InputException>().With.Message.Contains(told).And.Message.Contains("\"object\": [1], \"ignore\": [255]"));
    }

    [Test]
    public void A_picture_of_several_colours_is_refused()
    {
        _folder.Write("m.png", TestPictures.Encode(new Picture([0, 0, 0, 128, 0, 0, 0, 128, 0, 0, 0, 0], 2, 2, 3)));
        Assert.That(
            () => new MaskFile("m.png").Read(_folder.Path, 2, 2),
            Throws.InstanceOf<InputException>().With.Message.Contains("3 colours, (0, 0, 0), (128, 0, 0), (0, 128, 0)"));
    }

    [TestCase(0)]
    [TestCase(3)]
    public void Stated_values_are_object_and_ignored(int type)
    {
        Store("0 15 255 7", type, 8);
        Assert.That(new ValueMask("m.png", [15], [255]).Read(_folder.Path, 2, 2).Values, Is.EqualTo(new byte[] { 0, 1, 255, 0 }));
        Assert.That(new ValueMask("m.png", [15, 7], []).Read(_folder.Path, 2, 2).Values, Is.EqualTo(new byte[] { 0, 1, 0, 1 }));
    }

    [Test]
    public void Colours_have_no_values()
    {
        _folder.Write("m.png", TestPictures.Encode(new Picture([0, 0, 0, 9, 9, 9, 9, 9, 8, 0, 0, 0], 2, 2, 3)));
        Assert.That(
            () => new ValueMask("m.png", [9], []).Read(_folder.Path, 2, 2),
            Throws.InstanceOf<InputException>().With.Message.Contains("(9, 9, 8), which are no values"));
    }

    private ushort[] Store(string values, int type, int depth)
    {
        ushort[] stored = [.. values.Split(' ').Select(ushort.Parse)];
        _folder.Write("m.png", PngFiles.WithValues(stored, 2, 2, type, depth, _ => 0));
        return stored;
    }
}
