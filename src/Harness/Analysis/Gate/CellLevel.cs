namespace VisEval.Harness.Analysis.Gate;

/// <summary>How much a difference matters, the mildest last.</summary>
public enum CellLevel
{
    /// <summary>Worse or lost fails the gate.</summary>
    Critical,

    /// <summary>Shown and tested, without taking anything from the critical ones; never fails the gate.</summary>
    Advisory,

    /// <summary>Not looked at.</summary>
    Ignore,
}
