using System.Diagnostics;
using SkiaSharp;
using VisEval.Core;
using VisEval.Training.Scenes;

namespace VisEval.Training.Commands;

/// <summary>Draws many training scenes into one picture, to be looked at.</summary>
internal sealed class SheetCommand : ICommand
{
    public string Name => "sheet";

    public string About => "draws scenes into one contact sheet; rows are classes (--objects 1) or random (--objects 2)";

    public IReadOnlyList<string> Options => ["out", "objects", "seed", "columns", "zoom"];

    public int Run(CommandArguments arguments)
    {
        const int border = 2;
        var (objects, columns, zoom) =
            (arguments.Number("objects", 1, 1), arguments.Number("columns", 10, 1), arguments.Number("zoom", 2, 1));
        if (objects > 2)
            throw new InputException($"--objects is {objects}; a scene holds 1 or 2.");
        var seed = Seed.Of(arguments.Number("seed", 0)).For("sheet");
        var (rows, cell) = (SceneClasses.Names.Count, SceneRenderer.Size * zoom + border);
        using var sheet = new SKBitmap(columns * cell, rows * cell);
        using var canvas = new SKCanvas(sheet);
        canvas.Clear(SKColors.White);
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
            {
                var own = seed.For(row).For(column);
                var scene = objects == 1
                    ? SceneRenderer.Draw(own, [row], column % SceneBackgrounds.Names.Count)
                    : SceneRenderer.Draw(own, objects);
                using var picture = Png.Bitmap(scene.Rgb, SceneRenderer.Size, SceneRenderer.Size);
                canvas.DrawBitmap(picture, SKRect.Create(column * cell, row * cell, cell - border, cell - border));
            }
        var file = arguments.Text("out", "sheet.png");
        File.WriteAllBytes(file, Png.Encode(sheet));
        Console.WriteLine(Path.GetFullPath(file));
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 1000; i++)
            SceneRenderer.Draw(seed.For("speed").For(i), 1 + i % 2);
        Console.WriteLine($"{clock.Elapsed.TotalMilliseconds / 1000} ms a scene");
        return 0;
    }
}
