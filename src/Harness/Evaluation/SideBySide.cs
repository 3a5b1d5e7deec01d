using System.Runtime.ExceptionServices;

namespace VisEval.Harness.Evaluation;

/// <summary>Work that several threads share.</summary>
internal static class SideBySide
{
    /// <summary>Does pieces of work, several at once.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="threads">How many at once.</param>
    /// <param name="stop">Ends the work before the next piece.</param>
    /// <param name="work">Does the piece of an index.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static void For(int count, int threads, CancellationToken stop, Action<int> work) => Unwrapped(() => Parallel.For(
        0, count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = stop }, work));

    /// <summary>Does something; what stops it, stops it as itself, not wrapped by the threads it came through.</summary>
    public static void Unwrapped(Action work)
    {
        try
        {
            work();
        }
        catch (AggregateException errors)
        {
            ExceptionDispatchInfo.Throw(
                errors.InnerExceptions.FirstOrDefault(e => e is not OperationCanceledException) ?? errors.InnerExceptions[0]);
        }
    }
}
