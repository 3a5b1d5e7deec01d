namespace VisEval.Training.Scenes.Shapes;

/// <summary>Two balls joined by a marked bar.</summary>
internal sealed class DumbbellShape : IShape
{
    public string Name => "dumbbell";

    public ShapeDistances At(double x, double y)
    {
        var balls = Distance.Disc(Math.Abs(x) - 0.72, y, 0.42);
        return new(Math.Min(balls, Distance.Box(x, y, 0.72, 0.17)), Math.Abs(x) - 0.34);
    }
}
