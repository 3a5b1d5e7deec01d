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
    /// <summary>Reads the attributes of a type.</summary>
    public static MethodDeclaration Of(Type type) => new(
        type.GetCustomAttribute<NeedsAttribute>()?.Needs ?? Needs.Nothing,
        type.GetCustomAttribute<PassesAttribute>(),
        type.IsDefined(typeof(ControlAttribute)),
        type.IsDefined(typeof(RandomizedAttribute)),
        type.IsDefined(typeof(UsesReferencesAttribute)));
}
