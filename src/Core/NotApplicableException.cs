namespace VisEval.Core;

/// <summary>A method has nothing to say of this kind of network: no attention, no pooled head. Not a failure: the cells are <c>undefined:why</c>.</summary>
/// <param name="why">The reason as it stands in a state, kebab-case: <c>no-attention</c>.</param>
/// <param name="message">A sentence for a person: what the method needs, what this network has instead, what to do.</param>
public sealed class NotApplicableException(string why, string message) : Exception(message)
{
    /// <summary>The reason as it stands in a state.</summary>
    public string Why { get; } = why;
}
