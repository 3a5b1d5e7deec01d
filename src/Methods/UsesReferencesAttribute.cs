using VisEval.Core;

namespace VisEval.Methods;

/// <summary>Declares that a method uses the reference images of an image, <see cref="Surroundings.References"/>, where there are
/// any.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class UsesReferencesAttribute : Attribute;
