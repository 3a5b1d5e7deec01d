namespace VisEval.Harness.Results;

/// <summary>What of a run is not kept, as it takes space and no number depends on it.</summary>
[Flags]
public enum Discard
{
    /// <summary>Everything is kept.</summary>
    None = 0,

    /// <summary>The curves behind numbers, but for those of metrics whose number over images is made of them.</summary>
    Curves = 1,

    /// <summary>The heatmaps of the images that the report shows.</summary>
    Maps = 2,

    /// <summary>The pictures that the report shows beside maps and numbers.</summary>
    Pictures = 4,
}
