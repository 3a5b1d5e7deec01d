namespace VisEval.Harness.Results;

/// <summary>What to do where the output directory already holds a run.</summary>
public enum ExistingRun
{
    /// <summary>Go on with the same run; refuse another.</summary>
    Resume,

    /// <summary>Delete it and start over.</summary>
    Redo,

    /// <summary>Refuse.</summary>
    Fail,
}
