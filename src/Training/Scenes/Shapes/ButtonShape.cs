namespace VisEval.Training.Scenes.Shapes;

/// <summary>A disc with three dots.</summary>
internal sealed class ButtonShape : IShape
{
    private static readonly (double X, double Y)[] Dots = [(0.46, 0), (-0.23, 0.398), (-0.23, -0.398)];

    public string Name => "button";

    public ShapeDistances At(double x, double y)
    {
        var dots = double.MaxValue;
        foreach (var (dx, dy) in Dots)
            dots = Math.Min(dots, Distance.Disc(x - dx, y - dy, 0.25));
        return new(Distance.Disc(x, y, 1), dots);
    }
}
