using Hangfire;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Npgsql;
using VisEval.Core;
using VisEval.Distributed.Database;
using VisEval.Distributed.Runs;

namespace VisEval.Distributed.Queue;

/// <summary>Hangfire's tables in the database of a pool, with the settings that neither lose nor needlessly repeat work.</summary>
internal static class PoolStorage
{
    /// <summary>Opens them; makes them where they are missing.</summary>
    /// <param name="address">The database.</param>
    /// <param name="waits">Whether every change waits for the server's disk.</param>
    /// <exception cref="InputException">The database cannot be used, or not by this user.</exception>
    public static PostgreSqlStorage Open(PoolAddress address, bool waits = true)
    {
        // Hangfire keeps these for the whole process; every call sets the same.
        GlobalConfiguration.Configuration.SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings();
        var options = new PostgreSqlStorageOptions
        {
            SchemaName = Migrations.JobSchema,
            // Otherwise a job that takes longer than the timeout is handed out again.
            UseSlidingInvisibilityTimeout = true,
            InvisibilityTimeout = TimeSpan.FromSeconds(10),
            // Locks of a killed process stay; by default the others wait for ten minutes.
            DistributedLockTimeout = TimeSpan.FromSeconds(10),
            QueuePollInterval = TimeSpan.FromSeconds(0.5),
            // Trouble at the start is said at once instead of being passed over.
            AllowDegradedModeWithoutStorage = false,
            StartupConnectionMaxRetries = 0,
        };
        try
        {
            // Two that make Hangfire's tables at the same time disturb each other.
            using var turn = QueueLock.Take(address, Migrations.JobSchema);
            return new PostgreSqlStorage(new NpgsqlConnectionFactory(address.For(null, waits), options, _ => { }), options);
        }
        catch (Exception error) when (Cause(error) is { } cause)
        {
            throw address.Refusal(cause);
        }
    }

    private static NpgsqlException? Cause(Exception error) =>
        error as NpgsqlException ?? (error.InnerException is { } inner ? Cause(inner) : null);
}
