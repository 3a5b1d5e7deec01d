namespace VisEval.Methods.Shared.Optimization;

/// <summary>A way downhill.</summary>
internal interface IDescent
{
    /// <summary>One step downhill.</summary>
    /// <param name="parameters">Where it is, changed in place.</param>
    /// <param name="gradient">The derivative there.</param>
    void Step(Span<float> parameters, ReadOnlySpan<float> gradient);
}
