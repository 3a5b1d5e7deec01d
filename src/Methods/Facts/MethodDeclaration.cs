using System.Reflection;
using VisEval.Core;

namespace VisEval.Methods.Facts;

/// <summary>What the type of a method declares by its attributes, whatever the options.</summary>
/// <param name="Needs">What it asks of a model; of a wrapper without its inner method.</param>
/// <param name="Passes">Its formulas for forward and backward passes; null where it declares none.</param>
/// <param name="IsControl">Whether it is a control.</param>
/// <param name="IsRandomized">Whether it always draws random numbers.</param>
/// <param name="UsesReferences">Whether it uses reference images where there are any.</param>
public sealed record MethodDeclaration(Needs Needs, PassesAttribute? Passes, bool IsControl, bool IsRandomized, bool UsesReferences)
{
    /// <summary>Where its values lie and what it claims of them; null where it declares neither, as wrappers and plug-ins may.</summary>
    public ClaimsAttribute? Claims { get; init; }

    /// <summary>The option that names the baseline from which the values add up to the difference of the score; null where it claims no
    /// completeness.</summary>
    public string? CompleteFrom { get; init; }

    /// <summary>Reads the attributes of a type.</summary>
    public static MethodDeclaration Of(Type type) => new(
        type.GetCustomAttribute<NeedsAttribute>()?.Needs ?? Needs.Nothing,
        type.GetCustomAttribute<PassesAttribute>(),
        type.IsDefined(typeof(ControlAttribute)),
        type.IsDefined(typeof(RandomizedAttribute)),
        type.IsDefined(typeof(UsesReferencesAttribute)))
    {
        Claims = type.GetCustomAttribute<ClaimsAttribute>(),
        CompleteFrom = type.GetCustomAttribute<CompleteAttribute>()?.Option,
    };
}
