using SkiaSharp;
using VisEval.Core;
using VisEval.Harness;
using VisEval.Harness.Input;
using VisEval.Harness.Reports.Pictures;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness;

/// <summary>The files of one heatmap.</summary>
public sealed class HeatmapTests
{
    private static readonly string Scenes = Path.Combine(Repository.Root, "datasets", "scenes");
    private static readonly InputImage Image = InputImage.FromFile(Path.Combine(Scenes, "images", "one-000.png"));
    private Network _network = null!;

    [OneTimeSetUp]
    public void Open() => _network = Network.Open(Path.Combine(Scenes, "models", "residual", "model.onnx"));

    [OneTimeTearDown]
    public void Close() => _network.Dispose();

    [Test]
    public void The_map_alone_has_a_pixel_a_value_coloured_by_its_own_range()
    {
        var heatmap = _network.Explain(Image, "input-x-gradient", 3);
        using var file = new MemoryStream();
        Assert.That(heatmap.WriteMapPng(file));
        using var picture = SKBitmap.Decode(file.ToArray());
        var (map, low, high) = (heatmap.Map, heatmap.Map.Values.Min(), heatmap.Map.Values.Max());
        Assert.That((picture.Height, picture.Width), Is.EqualTo((map.Height, map.Width)));
        for (var y = 0; y < map.Height; y++)
            for (var x = 0; x < map.Width; x++)
            {
                var (red, green, blue) = ColorMap.Inferno[(map[y, x] - low) / (high - low)];
                Assert.That(picture.GetPixel(x, y), Is.EqualTo(new SKColor(red, green, blue)), $"{y}, {x}");
            }
    }

    [Test]
    public void A_constant_map_has_no_picture_of_its_own()
    {
        using var file = new MemoryStream();
        Assert.That(_network.Explain(Image, "uniform").WriteMapPng(file), Is.False);
        Assert.That(file.Length, Is.Zero);
    }

    [Test]
    public void The_array_is_the_map_as_it_is()
    {
        var heatmap = _network.Explain(Image, "gradient", 3);
        using var file = new MemoryStream();
        heatmap.WriteNpy(file);
        var read = NpyFile.Parse(file.ToArray(), "written");
        Assert.That(read.Shape.ToArray(), Is.EqualTo(new[] { 64, 64 }));
        Assert.That(read.Values, Is.EqualTo(heatmap.Map.Values));
    }

    [Test]
    public void What_is_no_picture_is_named_once() => Assert.That(
        () => _network.Explain(InputImage.FromBytes(new byte[10], "ten bytes"), "gradient"),
        Throws.TypeOf<InputException>().With.Message.StartsWith("ten bytes: not a picture"));
}
