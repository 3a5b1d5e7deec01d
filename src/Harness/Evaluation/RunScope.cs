using VisEval.Core;
using VisEval.Harness.Results;

namespace VisEval.Harness.Evaluation;

/// <summary>What every part of a run shares.</summary>
internal sealed record RunScope(
    ResultStore Store,
    FinishedWork Finished,
    IImageSource Images,
    ProgressCounter Progress,
    Seed Seed,
    CostMeter Meter,
    int Threads,
    CancellationToken Cancel);
