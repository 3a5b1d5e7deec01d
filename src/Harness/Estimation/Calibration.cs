namespace VisEval.Harness.Estimation;

/// <summary>What a run takes beside the passes through its networks.</summary>
/// <remarks>docs/command-line.md tells the runs that the seconds beside the passes were measured with.</remarks>
/// <param name="NetworkShare">The part of the time that the networks themselves take; the rest is masks, rankings, random
/// draws.</param>
/// <param name="CellSeconds">Processor time of a cell, whatever it asks: scoring the map, recording.</param>
/// <param name="ReportSeconds">Time of the reports by cell.</param>
/// <param name="Timings">The most explanations by each method that measure its cost, one after the other.</param>
/// <param name="TimingSeconds">The time after which the cost of a method is not measured again.</param>
/// <param name="BaseMegabytes">Memory of the program's own data at the busiest moment.</param>
/// <param name="LargestBatch">Images that one call of a network may hold.</param>
internal sealed record Calibration(
    double NetworkShare = 0.7, double CellSeconds = 0.001, double ReportSeconds = 0.0001, int Timings = 5,
    double TimingSeconds = 0.1, double BaseMegabytes = 200, int LargestBatch = 64)
{
    /// <summary>The start of the program until the work begins: plan, checks of files, images.</summary>
    public double StartSeconds { get; init; } = 2;

    /// <summary>Opening a network and building its gradient.</summary>
    public double NetworkSeconds { get; init; } = 0.3;

    /// <summary>A report of nothing.</summary>
    public double ReportStartSeconds { get; init; } = 1.2;

    /// <summary>What a visualizer, a metric of pictures or an analysis takes when it is first used on a network: translation of its code,
    /// its own sessions.</summary>
    public double FirstUseSeconds { get; init; } = 0.3;

    /// <summary>A unit of work that has no cells, whatever it asks: finishing and recording it, and its part of the reports.</summary>
    public double PieceSeconds { get; init; } = 0.02;

    /// <summary>Changing a picture by its gradient, by value of the picture: transforms, motion, the step.</summary>
    public double PictureValueSeconds { get; init; } = 3e-7;
}
