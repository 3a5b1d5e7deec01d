namespace VisEval.Methods;

/// <summary>Declares where the values of a method lie and what it claims of them, with its options as they are by default; what other
/// attributes say (<see cref="NeedsAttribute"/>, <see cref="CompleteAttribute"/>, …) is not said again.</summary>
/// <remarks>Of a wrapper the inner method decides: it declares none. The idea of one card of facts for every method is that of Boggust et
/// al.: Saliency Cards, FAccT 2023.</remarks>
/// <param name="place">Where its values lie.</param>
/// <param name="claims">What it claims.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ClaimsAttribute(MapPlace place, Claims claims = Claims.Nothing) : Attribute
{
    /// <summary>Where its values lie.</summary>
    public MapPlace Place { get; } = place;

    /// <summary>What it claims.</summary>
    public Claims Claims { get; } = claims;
}
