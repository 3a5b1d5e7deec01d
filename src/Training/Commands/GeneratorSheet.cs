using SkiaSharp;
using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Training.Networks;
using VisEval.Training.Optimization;
using VisEval.Training.Scenes;

namespace VisEval.Training.Commands;

/// <summary>What a generator can do, to be looked at.</summary>
internal static class GeneratorSheet
{
    private const int Columns = 10;
    private const int Zoom = 2;

    /// <summary>A PNG of three rows: evaluation scenes, the same through encoder and generator, pictures of codes N(0, 1).</summary>
    public static byte[] Draw(GeneratorProgram program)
    {
        var scenes = EvaluationSet.Draw().Where(s => s.Scene.Objects.Count == 1).Take(Columns).Select(s => s.Scene).ToList();
        var images = Examples.Batch(scenes, SceneClasses.Names.Count).Images;
        using var both = new Session(program.ExportBoth(), 1);
        using var generator = new Session(program.Export(), 1);
        var codes = Tensor.Zeros(Columns, SceneGenerator.Channels, SceneGenerator.Side, SceneGenerator.Side);
        var random = Seed.Of(1).For("sheet").Random();
        foreach (ref var value in codes.Values.AsSpan())
            value = (float)random.NextGaussian();
        return Sheet([Doubled(images), both.Run([("images", images)])[0], generator.Run([("code", codes)])[0]]);
    }

    private static Tensor Doubled(Tensor images) => new([.. images.Values.Select(v => v / 2)], images.Shape);

    private static byte[] Sheet(IReadOnlyList<Tensor> rows)
    {
        var cell = SceneRenderer.Size * Zoom;
        using var sheet = new SKBitmap(Columns * cell, rows.Count * cell);
        using var canvas = new SKCanvas(sheet);
        for (var row = 0; row < rows.Count; row++)
            for (var column = 0; column < Columns; column++)
            {
                using var picture = Png.Bitmap(Bytes(rows[row].Item(column)), SceneRenderer.Size, SceneRenderer.Size);
                canvas.DrawBitmap(picture, SKRect.Create(column * cell, row * cell, cell, cell));
            }
        return Png.Encode(sheet);
    }

    private static byte[] Bytes(ReadOnlySpan<float> planes)
    {
        var plane = planes.Length / 3;
        var bytes = new byte[planes.Length];
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)Math.Round(Math.Clamp((planes[i % 3 * plane + i / 3] + 1) / 2, 0, 1) * 255);
        return bytes;
    }
}
