using VisEval.Core;
using VisEval.Training.Scenes.Painting;
using VisEval.Training.Scenes.Shapes;

namespace VisEval.Training.Scenes;

/// <summary>A shape turned, scaled and rasterized, not yet put anywhere: per pixel its cover, its pattern and its depth.</summary>
internal sealed class ObjectPatch
{
    private readonly ShapeDistances[] _distances;

    private ObjectPatch(int side, double scale, ShapeDistances[] distances)
    {
        (Side, Scale, _distances) = (side, scale, distances);
        (Left, Top, Right, Bottom) = (side, side, -1, -1);
        for (var y = 0; y < side; y++)
            for (var x = 0; x < side; x++)
            {
                if (!Contains(y, x))
                    continue;
                Count++;
                (Left, Top) = (Math.Min(Left, x), Math.Min(Top, y));
                (Right, Bottom) = (Math.Max(Right, x), Math.Max(Bottom, y));
            }
    }

    /// <summary>Pixels per side of the patch.</summary>
    public int Side { get; }

    /// <summary>Pixels per unit of the shape's frame.</summary>
    public double Scale { get; }

    /// <summary>Pixels in the mask.</summary>
    public int Count { get; }

    /// <summary>First column of the mask.</summary>
    public int Left { get; }

    /// <summary>First row of the mask.</summary>
    public int Top { get; }

    /// <summary>Last column of the mask.</summary>
    public int Right { get; }

    /// <summary>Last row of the mask.</summary>
    public int Bottom { get; }

    /// <summary>Distances in pixels at the centre of a pixel.</summary>
    public ShapeDistances At(int y, int x) => _distances[y * Side + x];

    /// <summary>Whether a pixel belongs to the mask: its centre is covered.</summary>
    public bool Contains(int y, int x) => At(y, x).Outline <= 0;

    /// <summary>Draws the shape at <paramref name="area"/> pixels, at a random angle and a random fraction of a pixel.</summary>
    public static ObjectPatch Draw(MeasuredShape shape, double area, RandomSource random)
    {
        var scale = Math.Sqrt(area / shape.Area);
        var angle = random.NextDouble();
        var half = (int)Math.Ceiling(shape.Reach * scale) + 1;
        var side = 2 * half + 1;
        var (middleX, middleY) = (half + random.NextDouble(-0.5, 0.5), half + random.NextDouble(-0.5, 0.5));
        var (cos, sin) = (Turns.Cos(angle) / scale, Turns.Sin(angle) / scale);
        var distances = new ShapeDistances[side * side];
        for (var y = 0; y < side; y++)
            for (var x = 0; x < side; x++)
            {
                var (dx, dy) = (x - middleX, y - middleY);
                var at = shape.Shape.At(dx * cos + dy * sin, dy * cos - dx * sin);
                distances[y * side + x] = new ShapeDistances(at.Outline * scale, at.Pattern * scale);
            }
        return new ObjectPatch(side, scale, distances);
    }
}
