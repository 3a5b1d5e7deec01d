using VisEval.Core;
using VisEval.Training.Scenes.Painting;

namespace VisEval.Training.Scenes;

/// <summary>Small things that belong to no class: strokes, dots and soft blobs, each under one per cent of the picture.</summary>
internal static class Clutter
{
    /// <summary>Scatters four to ten of them.</summary>
    public static void Scatter(Canvas canvas, RandomSource random)
    {
        var count = 4 + random.NextInt(7);
        for (var i = 0; i < count; i++)
        {
            var (x, y) = (random.NextDouble(0, Canvas.Size), random.NextDouble(0, Canvas.Size));
            var tone = (float)random.NextDouble(0.1, 0.85);
            var colour = Colour.Mix(Colour.Random(random, tone), new Colour(tone, tone, tone), 0.5f);
            var alpha = random.NextDouble(0.45, 0.9);
            // A third are dots and blobs, the rest strokes of one to eight pixels.
            var length = random.NextInt(3) == 0 ? 0 : random.NextDouble(3, 9);
            var radius = length == 0 ? random.NextDouble(0.5, 2) : random.NextDouble(0.3, 1);
            var angle = random.NextDouble();
            canvas.Stroke(x, y, x + length * Turns.Cos(angle), y + length * Turns.Sin(angle), radius, colour, alpha);
        }
    }
}
