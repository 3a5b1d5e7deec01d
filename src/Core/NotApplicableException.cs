namespace VisEval.Core;

/// <summary>A method does not apply to this kind of network: no attention, no pooled head. Not a failure:
/// the cells are <c>undefined:why</c>.</summary>
/// <param name="why">The reason as it stands in a state, kebab-case: <c>no-attention</c>.</param>
/// <param name="message">A sentence for a person: what the method needs, what this network has instead, what to do.</param>
public sealed class NotApplicableException(string why, string message) : Exception(Printable.Visible(message))
{
    /// <summary>The reason as it stands in a state.</summary>
    public string Why { get; } = Printable.Visible(why);
}
