namespace VisEval.Harness.Evaluation;

/// <summary>Progress that nobody looks at.</summary>
internal sealed class NoProgress : IProgress<RunProgress>
{
    /// <inheritdoc/>
    public void Report(RunProgress value)
    {
    }
}
