namespace VisEval.Methods;

/// <summary>A method that explains by the values of a layer.</summary>
public interface ILayerMethod : IAttributionMethod
{
    /// <summary>The option <c>layer</c>: a tensor, or several joined by <c>+</c>; null for the model's own.</summary>
    string? Layer { get; }
}
