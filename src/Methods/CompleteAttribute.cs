namespace VisEval.Methods;

/// <summary>Declares that a method claims completeness: its values add up to S_c(x) − S_c(x′), x′ the baseline that an option
/// names.</summary>
/// <param name="option">The option.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CompleteAttribute(string option) : Attribute
{
    /// <summary>The option that names the baseline.</summary>
    public string Option { get; } = option;
}
