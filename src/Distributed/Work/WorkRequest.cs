using VisEval.Distributed.Database;

namespace VisEval.Distributed.Work;

/// <summary>What a worker is asked to do.</summary>
/// <param name="Address">The database.</param>
/// <param name="Timings">Whether it measures costs, and does nothing else.</param>
/// <param name="Threads">Units of work done at once; null for one a processor.</param>
/// <param name="Cache">Where files go that are fetched from the database.</param>
/// <param name="UntilDone">Whether it ends when nothing is left.</param>
/// <param name="Directory">Where relative paths start.</param>
internal sealed record WorkRequest(PoolAddress Address, bool Timings, int? Threads, string Cache, bool UntilDone, string Directory);
