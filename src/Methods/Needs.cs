namespace VisEval.Methods;

/// <summary>What a method asks of a model.</summary>
[Flags]
public enum Needs
{
    /// <summary>Only the image.</summary>
    Nothing = 0,

    /// <summary>Class scores.</summary>
    Forward = 1,

    /// <summary>The gradient of a logit.</summary>
    Gradient = 2,

    /// <summary>Replaced gradient rules.</summary>
    Rules = 4,

    /// <summary>A spatial layer.</summary>
    Layer = 8,

    /// <summary>Attention inside the network.</summary>
    Attention = 16,

    /// <summary>Visualizers: natural images, such as those of a dataset.</summary>
    Images = 32,

    /// <summary>Visualizers: one picture whose response is imitated.</summary>
    Subject = 64,
}

/// <summary>Declares what a method asks of a model.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAttribute(Needs needs) : Attribute
{
    /// <summary>What is needed.</summary>
    public Needs Needs { get; } = needs;
}
