namespace VisEval.Methods;

/// <summary>A direction of a layer, or of the classes: a weighted sum of channels.</summary>
/// <param name="Terms">The channels and their weights, each channel once, in the order written.</param>
public sealed record UnitDirection(IReadOnlyList<UnitTerm> Terms)
{
    /// <summary>Whether both have the same terms in the same order.</summary>
    public bool Equals(UnitDirection? other) => other is not null && Terms.SequenceEqual(other.Terms);

    /// <inheritdoc/>
    public override int GetHashCode() => Terms.Aggregate(0, HashCode.Combine);
}

/// <summary>A channel (or class) of a direction.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Weight">What its value is multiplied with.</param>
public readonly record struct UnitTerm(int Channel, double Weight);
