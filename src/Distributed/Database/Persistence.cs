using System.Diagnostics;
using Npgsql;
using VisEval.Core;

namespace VisEval.Distributed.Database;

/// <summary>Goes on through the restart of a database and a cut of the network: what was computed is not thrown away for that.</summary>
internal static class Persistence
{
    /// <summary>How long a database may be away.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(15);

    private const string IdleTooLong = "25P03";

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>Does something with the database, again where it could not be reached.</summary>
    /// <param name="work">What is done; may have been done before, when the answer was lost.</param>
    /// <param name="lost">Told the first failure.</param>
    /// <param name="stop">Ends the waiting.</param>
    public static T Do<T>(Func<T> work, Action<string> lost, CancellationToken stop)
    {
        var (clock, pause) = (Stopwatch.StartNew(), TimeSpan.FromMilliseconds(200));
        for (var attempt = 0; ; attempt++)
            try
            {
                return work();
            }
            catch (Exception error) when (IsPassing(error) && clock.Elapsed < Patience)
            {
                if (attempt == 0)
                    lost((error.InnerException ?? error).Message);
                stop.WaitHandle.WaitOne(pause);
                stop.ThrowIfCancellationRequested();
                pause = TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, Longest.Ticks));
            }
    }

    // Of an administrator's order to end Npgsql does not say that it will pass.
    private static bool IsPassing(Exception error) => error switch
    {
        // Where it was put into words already.
        InputException { InnerException: NpgsqlException inner } => IsPassing(inner),
        PostgresException { SqlState: var state } => state.StartsWith("57P", StringComparison.Ordinal)
            || state.StartsWith("08", StringComparison.Ordinal) || state is IdleTooLong or PostgresErrorCodes.DeadlockDetected
                or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.TooManyConnections,
        NpgsqlException or IOException or TimeoutException => true,
        _ => false,
    };
}
