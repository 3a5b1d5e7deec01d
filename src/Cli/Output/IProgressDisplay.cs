using VisEval.Harness.Evaluation;

namespace VisEval.Cli.Output;

/// <summary>Shows how far work has come.</summary>
internal interface IProgressDisplay
{
    /// <summary>The time before it is first shown.</summary>
    TimeSpan First { get; }

    /// <summary>The time between two times.</summary>
    TimeSpan Period { get; }

    /// <summary>Shows the present state.</summary>
    void Show(RunProgress now, TimeSpan? left);

    /// <summary>Takes away what should not stay.</summary>
    void Clear();
}
