namespace VisEval.Core;

/// <summary>Marks the interface of a kind of units that are named on the command line: methods, metrics, dataset formats, ….</summary>
/// <param name="kind">The kind as sentences say it: <c>method</c>. Two interfaces of one kind share its names.</param>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class UnitKindAttribute(string kind) : Attribute
{
    /// <summary>The kind.</summary>
    public string Kind { get; } = kind;

    /// <summary>Whether its units are records whose parameters are options; otherwise they are made without arguments.</summary>
    public bool HasOptions { get; init; } = true;
}
