using SkiaSharp;
using VisEval.Core;
using VisEval.Onnx.Format;
using VisEval.Onnx.Graphs;

namespace VisEval.Tests.Cli;

/// <summary>A folder with forty pictures of 8×8 pixels in three classes, and networks of one convolution: kernel <c>W</c>, ReLU, mean over
/// places, dense layer.</summary>
internal sealed class TinyColours : IDisposable
{
    private const int Side = 8;
    private const int Count = 40;

    /// <summary>What a command needs to find the pictures: <c>d.json</c>.</summary>
    public TinyColours()
    {
        for (var i = 0; i < Count; i++)
            WritePicture(i);
        List("d", Enumerable.Range(0, Count));
        Network("a");
    }

    /// <summary>The folder.</summary>
    public TemporaryFolder Folder { get; } = new();

    /// <summary>Runs the program in the folder.</summary>
    public CliRun Run(params IReadOnlyList<string> args) => CliRun.Of(Folder.Path, args);

    /// <summary>Writes a network.</summary>
    /// <param name="name">Its file, without ending.</param>
    /// <param name="bias">Of the convolution's channels.</param>
    /// <param name="first">The bias of class 0.</param>
    /// <param name="isDouble">Whether it has a second output that could be the scores.</param>
    public void Network(string name, float bias = 0.1f, float first = 0.1f, bool isDouble = false)
    {
        var b = new GraphBuilder();
        var image = b.Input("x", ElementType.Float, null, 3, Side, Side);
        var kernel = b.Weight("W", Constant.Of([1, 0, 0, 0, 1, 0, 0, 0, 1, 0.5f, -1, 0.25f], 4, 3, 1, 1));
        var layer = b.Op("Conv", [image, kernel, b.Weight("B", Constant.Of([bias, bias, bias, bias], 4))]).Map("Relu");
        var head = b.Weight("FC", Constant.Of([1, 0, -0.5f, 2, 1, 0.25f, 0, -1, 1, -1, 0.5f, 0], 4, 3));
        var scores = layer.Map("GlobalAveragePool").Map("Flatten").MatMul(head) + b.Weight("FB", Constant.Of([first, 0, -0.2f], 3));
        string[] outputs = isDouble ? [scores.Map("Relu").Name, scores.Name] : [scores.Name];
        File.WriteAllBytes(Folder[$"{name}.onnx"], OnnxFile.Write(b.Build(outputs)));
    }

    /// <summary>Writes <c>NAME.json</c> with some of the pictures, in an order.</summary>
    public void List(string name, IEnumerable<int> pictures)
    {
        var images = pictures.Select(i => $$"""
            { "id": "i{{i:00}}", "file": "{{i:00}}.png", "labels": [{{i % 3}}],
              "objects": [ { "class": {{i % 3}}, "box": [0, 0, {{i % 4 + 2}}, 5] } ] }
            """);
        File.WriteAllText(Folder[$"{name}.json"], $$"""
            { "name": "d", "description": "Colours.", "licence": "CC0", "classes": ["A", "B", "C"], "target": "labels",
              "preprocessing": { "channels": "RGB", "scale": 0.00392156862745098, "mean": [0.5, 0.5, 0.5], "std": [0.25, 0.25, 0.25] },
              "images": [ {{string.Join(", ", images)}} ] }
            """);
    }

    /// <summary>All pictures in another order.</summary>
    public static int[] Shuffled()
    {
        int[] order = [.. Enumerable.Range(0, Count)];
        Seed.Of(3).Random().Shuffle<int>(order);
        return order;
    }

    public void Dispose() => Folder.Dispose();

    private void WritePicture(int image)
    {
        var random = Seed.Of(7).For(image).Random();
        byte Level(int channel)
        {
            var level = 70 + 30 * ((channel + image) % 3) + (channel == image % 3 ? 2 * image : 0);
            return (byte)Math.Clamp(level + 40 * random.NextGaussian(), 0, 255);
        }
        using var bitmap = new SKBitmap(Side, Side, SKColorType.Rgba8888, SKAlphaType.Opaque);
        for (var p = 0; p < Side * Side; p++)
            bitmap.SetPixel(p % Side, p / Side, new SKColor(Level(0), Level(1), Level(2)));
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        File.WriteAllBytes(Folder[$"{image:00}.png"], png.ToArray());
    }
}
