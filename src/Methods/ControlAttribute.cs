namespace VisEval.Methods;

/// <summary>Declares a control: a map that does not depend on the network, which every method must outperform.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ControlAttribute : Attribute;
