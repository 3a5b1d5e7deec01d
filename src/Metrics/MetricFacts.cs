namespace VisEval.Metrics;

/// <summary>The annotation of an image that a metric needs to have a number.</summary>
public enum Annotation
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Where the class is: a mask or boxes.</summary>
    Region,

    /// <summary>Boxes round the objects of the class.</summary>
    Boxes,

    /// <summary>The classes of the image.</summary>
    Labels,
}

/// <summary>Which annotation a metric needs.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAnnotationAttribute(Annotation annotation) : Attribute
{
    /// <summary>The annotation.</summary>
    public Annotation Annotation { get; } = annotation;
}

/// <summary>What a metric gives a control, where that is known in closed form.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class KnownScoreAttribute(string control, string score, string value) : Attribute
{
    /// <summary>The control: <c>random</c> (its expectation) or <c>uniform</c>.</summary>
    public string Control { get; } = control;

    /// <summary>The name of the number within the metric.</summary>
    public string Score { get; } = score;

    /// <summary>The value as a formula in words: <c>1/grid²</c>, <c>the region's share of the image</c>, or the state,
    /// <c>degenerate:constant</c>.</summary>
    public string Value { get; } = value;
}
