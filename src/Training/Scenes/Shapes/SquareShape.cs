namespace VisEval.Training.Scenes.Shapes;

/// <summary>A square of two by two fields, like a chess board.</summary>
internal sealed class SquareShape : IShape
{
    public string Name => "square";

    public ShapeDistances At(double x, double y)
    {
        var toLine = Math.Min(Math.Abs(x), Math.Abs(y));
        return new(Distance.Box(x, y, 0.85, 0.85), x * y > 0 ? -toLine : toLine);
    }
}
