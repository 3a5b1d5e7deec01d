namespace VisEval.Harness.Estimation;

/// <summary>What a run takes beside the passes through its networks.</summary>
/// <param name="NetworkShare">The part of the time that the networks themselves take; the rest is masks, rankings, random
/// draws.</param>
/// <param name="CellSeconds">Processor time of a cell, whatever it asks: scoring the map, recording.</param>
/// <param name="ReportSeconds">Time of the reports by cell.</param>
/// <param name="Timings">The most explanations by each method that measure its cost, one after the other.</param>
/// <param name="TimingSeconds">The time after which the cost of a method is not measured again.</param>
/// <param name="BaseMegabytes">Memory of the program's own data at the busiest moment.</param>
/// <param name="LargestBatch">Images that one call of a network may hold.</param>
public sealed record Calibration(
    double NetworkShare = 0.7, double CellSeconds = 0.001, double ReportSeconds = 0.0001, int Timings = 5,
    double TimingSeconds = 0.1, double BaseMegabytes = 200, int LargestBatch = 64);
