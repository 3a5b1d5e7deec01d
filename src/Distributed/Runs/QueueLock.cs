using Npgsql;
using VisEval.Distributed.Database;

namespace VisEval.Distributed.Runs;

/// <summary>The turn of the one process that may put units of a run into the queue; free when disposed, and when its holder is
/// killed.</summary>
internal sealed class QueueLock : IDisposable
{
    // Any number that no other program locks; the second half of the key is the schema.
    private const int Number = 0x76697365;

    private readonly NpgsqlConnection _connection;

    private QueueLock(NpgsqlConnection connection) => _connection = connection;

    /// <summary>Waits for the turn.</summary>
    public static QueueLock Take(PoolRun run) => Take(run.Address, run.Schema);

    /// <summary>Waits for the turn at a schema.</summary>
    public static QueueLock Take(PoolAddress address, string schema) => Asked(address, schema, "pg_advisory_lock").Held;

    /// <summary>Takes the turn if nobody has it; else null.</summary>
    public static QueueLock? TryTake(PoolRun run)
    {
        var (held, answer) = Asked(run.Address, run.Schema, "pg_try_advisory_lock");
        if (answer is true)
            return held;
        held.Dispose();
        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    // A lock of the connection, not of a transaction, which the server would end when it idles.
    private static (QueueLock Held, object? Answer) Asked(PoolAddress address, string schema, string function)
    {
        var connection = address.Connect(null);
        try
        {
            using var command = new NpgsqlCommand($"SELECT {function}($1, hashtext($2))", connection) { CommandTimeout = 0 };
            command.Parameters.Add(new NpgsqlParameter { Value = Number });
            command.Parameters.Add(new NpgsqlParameter { Value = schema });
            return (new QueueLock(connection), command.ExecuteScalar());
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
