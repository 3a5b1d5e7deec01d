using VisEval.Core;
using VisEval.Training.Scenes.Painting;

namespace VisEval.Training.Scenes.Backgrounds;

/// <summary>The canvas seen as a plane that is rotated by any angle, so that grain, bricks and waves run in every direction.</summary>
internal readonly struct Plane
{
    private readonly double _cos;
    private readonly double _sin;

    /// <summary>A plane rotated by up to <paramref name="turns"/> full turns to either side.</summary>
    public Plane(RandomSource random, double turns)
    {
        var angle = random.NextDouble(-turns, turns);
        (_cos, _sin) = (Turns.Cos(angle), Turns.Sin(angle));
    }

    /// <summary>Where a pixel lies, in pixels from the middle of the canvas.</summary>
    public (double U, double V) At(int x, int y)
    {
        var (dx, dy) = (x - Canvas.Size / 2.0, y - Canvas.Size / 2.0);
        return (dx * _cos + dy * _sin, dy * _cos - dx * _sin);
    }

    /// <summary>Colours every pixel by its place on the plane.</summary>
    public void Fill(Canvas canvas, Func<double, double, Colour> colour)
    {
        for (var y = 0; y < Canvas.Size; y++)
            for (var x = 0; x < Canvas.Size; x++)
            {
                var (u, v) = At(x, y);
                canvas[y, x] = colour(u, v);
            }
    }
}
