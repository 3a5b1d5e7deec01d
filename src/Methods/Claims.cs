namespace VisEval.Methods;

/// <summary>What a method claims of its maps, beside completeness (<see cref="CompleteAttribute"/>).</summary>
[Flags]
public enum Claims
{
    /// <summary>Nothing.</summary>
    Nothing = 0,

    /// <summary>The map is one of the explained class: that of another class differs. Without this claim it is the same for every class.
    /// How much of a map is of its class is measured by <c>class-contrast</c> and <c>random-logit</c>.</summary>
    ClassDiscriminative = 1,

    /// <summary>The sign has a meaning: positive values speak for the class, negative ones against it.</summary>
    Signed = 2,

    /// <summary>Two networks that compute the same function get the same map, however they are written (Sundararajan et al.,
    /// 2017).</summary>
    ImplementationInvariant = 4,
}
