using VisEval.Core;
using VisEval.Training.Scenes.Painting;

namespace VisEval.Training.Scenes.Backgrounds;

/// <summary>A bed of pebbles: the cells of a jittered grid of points (Worley, 1996), dark where two cells meet.</summary>
internal sealed class Pebbles : IBackground
{
    public string Name => "pebbles";

    public void Paint(Canvas canvas, RandomSource random)
    {
        var pebble = new Colour(0.56f, 0.54f, 0.51f).Jitter(random, 0.13);
        var other = pebble.Jitter(random, 0.15);
        var gap = new Colour(0.2f, 0.18f, 0.16f).Jitter(random, 0.06);
        var (across, down, tints) = (new ValueNoise(random), new ValueNoise(random), new ValueNoise(random));
        var scale = 1 / random.NextDouble(6, 10);
        new Plane(random, 0.5).Fill(canvas, (u, v) =>
        {
            var (x, y) = (u * scale, v * scale);
            var (column, row) = ((int)Math.Floor(x), (int)Math.Floor(y));
            var (first, second, owner) = (double.MaxValue, double.MaxValue, 0f);
            for (var j = row - 1; j <= row + 1; j++)
                for (var i = column - 1; i <= column + 1; i++)
                {
                    var (dx, dy) = (i + 0.15 + 0.7 * across.Cell(i, j) - x, j + 0.15 + 0.7 * down.Cell(i, j) - y);
                    var square = dx * dx + dy * dy;
                    if (square < first)
                        (second, first, owner) = (first, square, tints.Cell(i, j));
                    else if (square < second)
                        second = square;
                }
            var edge = (float)Math.Clamp((Math.Sqrt(second) - Math.Sqrt(first)) * 3.2, 0, 1);
            var stone = Colour.Mix(pebble, other, owner) * (0.75f + 0.4f * owner + 0.16f * (tints.At(u, v) - 0.5f));
            return Colour.Mix(gap, stone, 0.25f + 0.75f * edge);
        });
    }
}
