namespace VisEval.Training.Scenes.Shapes;

/// <summary>A shape with its size in its own frame, so that it can be scaled to a wanted area.</summary>
/// <param name="Shape">The shape.</param>
/// <param name="Area">Its area.</param>
/// <param name="Reach">A radius around the origin that holds all of it.</param>
internal sealed record MeasuredShape(IShape Shape, double Area, double Reach)
{
    private const double Half = 1.5;
    private const int Steps = 300;

    /// <summary>Measures by counting points of a fine grid.</summary>
    public static MeasuredShape Of(IShape shape)
    {
        const double step = 2 * Half / Steps;
        var inside = 0;
        var reach = 0.0;
        for (var row = 0; row < Steps; row++)
            for (var column = 0; column < Steps; column++)
            {
                var (x, y) = ((column + 0.5) * step - Half, (row + 0.5) * step - Half);
                if (shape.At(x, y).Outline > 0)
                    continue;
                inside++;
                reach = Math.Max(reach, Math.Sqrt(x * x + y * y));
            }
        return new MeasuredShape(shape, inside * step * step, reach + step);
    }
}
