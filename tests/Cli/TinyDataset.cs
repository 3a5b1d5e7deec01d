using SkiaSharp;
using VisEval.Onnx.Format;
using VisEval.Onnx.Graphs;

namespace VisEval.Tests.Cli;

/// <summary>A folder with the dataset <c>tiny</c>: three gray pictures of 4×4 pixels, and the linear network <c>linear</c> of two
/// classes.</summary>
internal sealed class TinyDataset : IDisposable
{
    /// <summary>Rows and columns of a picture.</summary>
    public const int Side = 4;

    /// <summary>Pixels of a picture.</summary>
    public const int Pixels = Side * Side;

    /// <summary>The weights, pixel after pixel; those of class 1 all differ in magnitude, so that no order is left to a tie.</summary>
    public static readonly float[] Weights =
        [.. Enumerable.Range(0, Pixels * 2).Select(i => i % 2 == 0 ? 0.25f : (i * 7 % 32 + 1) * (i % 3 == 0 ? -0.05f : 0.05f))];

    public TinyDataset()
    {
        Directory.CreateDirectory(Folder["datasets/tiny/models/linear"]);
        var b = new GraphBuilder();
        var image = b.Input("image", ElementType.Float, null, 1, Side, Side);
        var logits = image.Map("Flatten").MatMul(b.Weight("w", Constant.Of(Weights, Pixels, 2)));
        File.WriteAllBytes(Folder["datasets/tiny/models/linear/model.onnx"], OnnxFile.Write(b.Build([logits.Name])));
        var images = Enumerable.Range(0, 3).Select(i =>
        {
            WritePicture(Folder[$"datasets/tiny/{i}.png"], i);
            var box = $"[0, 0, {i + 1}, 4]";
            return $$"""{ "id": "image-{{i}}", "file": "{{i}}.png", "labels": [1], "objects": [ { "class": 1, "box": {{box}} } ] }""";
        });
        File.WriteAllText(Folder["datasets/tiny/dataset.json"], $$"""
            { "name": "tiny", "description": "Gray squares.", "licence": "CC0", "classes": ["zero", "one"], "target": "labels",
              "preprocessing": { "channels": "gray", "scale": 0.00392156862745098, "mean": [0], "std": [1] },
              "images": [ {{string.Join(", ", images)}} ] }
            """);
    }

    /// <summary>The folder that holds <c>datasets/</c>.</summary>
    public TemporaryFolder Folder { get; } = new();

    /// <summary>The gray level of a pixel.</summary>
    public static byte Level(int image, int pixel) => (byte)(pixel * 13 + image * 29 + 7);

    public void Dispose() => Folder.Dispose();

    private static void WritePicture(string path, int image)
    {
        using var bitmap = new SKBitmap(Side, Side, SKColorType.Rgba8888, SKAlphaType.Opaque);
        for (var p = 0; p < Pixels; p++)
            bitmap.SetPixel(p % Side, p / Side, new SKColor(Level(image, p), Level(image, p), Level(image, p)));
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        File.WriteAllBytes(path, png.ToArray());
    }
}
