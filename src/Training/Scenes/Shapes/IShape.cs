namespace VisEval.Training.Scenes.Shapes;

/// <summary>What an object class looks like: an outline and an inner pattern, in a frame of its own of about unit radius.</summary>
internal interface IShape
{
    /// <summary>The class name, kebab-case.</summary>
    string Name { get; }

    /// <summary>Distances from a point to the outline and to the pattern.</summary>
    ShapeDistances At(double x, double y);
}

/// <summary>Signed distances, negative inside; exact or close to exact near zero, where it matters for antialiasing.</summary>
/// <param name="Outline">To the border of the object.</param>
/// <param name="Pattern">To the border of the part that has the second colour.</param>
internal readonly record struct ShapeDistances(double Outline, double Pattern);
