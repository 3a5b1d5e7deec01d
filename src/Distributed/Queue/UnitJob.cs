using Hangfire;
using Hangfire.Common;
using Hangfire.Server;

namespace VisEval.Distributed.Queue;

/// <summary>What Hangfire calls: a unit of a run by name. All that it needs lies in the tables of the run.</summary>
/// <param name="perform">Does the unit; told whether this is the last attempt.</param>
internal sealed class UnitJob(Action<string, bool, CancellationToken> perform)
{
    /// <summary>How often a unit that failed is tried again.</summary>
    public const int Retries = 2;

    /// <summary>How often a unit may be begun and never ended: then it has ended its workers (memory, a fault of the driver).</summary>
    public const int MostStarts = 8;

    /// <summary>Does a unit.</summary>
    /// <param name="run">The run, for the dashboard.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="context">Filled in by Hangfire.</param>
    /// <param name="stop">Filled in by Hangfire: the worker stops, or the job was taken from it.</param>
    [AutomaticRetry(Attempts = Retries, DelaysInSeconds = [1], OnAttemptsExceeded = AttemptsExceededAction.Fail)]
    [JobDisplayName("{0}: {1}")]
    public void Run(string run, string unit, PerformContext? context, CancellationToken stop) =>
        perform(unit, context?.GetJobParameter<int>("RetryCount") >= Retries, stop);

    /// <summary>The job of a unit.</summary>
    /// <param name="run">The run.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="queue">Its queue, also when it is tried again.</param>
    internal static Job Of(string run, string unit, string queue) =>
        new(typeof(UnitJob), typeof(UnitJob).GetMethod(nameof(Run))!, [run, unit, null, CancellationToken.None], queue);
}
