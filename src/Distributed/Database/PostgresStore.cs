using System.Data;
using Npgsql;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;

namespace VisEval.Distributed.Database;

/// <summary>The results of a run in a schema of PostgreSQL, written to by any number of machines.</summary>
internal sealed class PostgresStore : IResultStore
{
    // Only writers of one run wait for each other, and only while they write.
    private const string Turn = "SELECT pg_advisory_xact_lock(hashtext(current_schema()))";

    private readonly CellIdentities _cells;

    /// <summary>Opens the store of a run.</summary>
    /// <param name="address">The database.</param>
    /// <param name="schema">The schema of the run; its tables must be there.</param>
    public PostgresStore(PoolAddress address, string schema)
    {
        Source = NpgsqlDataSource.Create(address.For(schema));
        _cells = new CellIdentities(Source);
    }

    /// <summary>Connections to the schema.</summary>
    internal NpgsqlDataSource Source { get; }

    /// <summary>Makes the schema of a run with its tables, and opens it.</summary>
    /// <exception cref="Core.InputException">The database cannot be reached, the user may not make a schema, or the tables are of a newer
    /// VisEval.</exception>
    public static PostgresStore Create(PoolAddress address, string schema)
    {
        Migrations.Apply(address, schema);
        return new PostgresStore(address, schema);
    }

    /// <inheritdoc/>
    public T Read<T>(Func<IRowSource, T> read)
    {
        using var connection = Source.OpenConnection();
        using var transaction = connection.BeginTransaction(IsolationLevel.RepeatableRead);
        return read(new PostgresRows(connection));
    }

    /// <inheritdoc/>
    public void Save(Action<RowWriter> write) => Save((writer, _) => write(writer));

    /// <inheritdoc/>
    public void Conclude(Func<RunInfo, RunInfo>? change = null)
    {
        // What networks recognize is written where the results are brought together.
    }

    /// <summary>Records several things together, with statements beside the rows: all of them stand, or none.</summary>
    /// <param name="write">Takes what writes rows, and the connection within its transaction.</param>
    internal void Save(Action<RowWriter, NpgsqlConnection> write)
    {
        using var connection = Source.OpenConnection();
        using var transaction = connection.BeginTransaction();
        using (var turn = new NpgsqlCommand(Turn, connection))
            turn.ExecuteNonQuery();
        using var statements = new PostgresStatements(connection, _cells);
        write(new RowWriter(statements), connection);
        statements.Flush();
        transaction.Commit();
    }

    /// <inheritdoc/>
    public void Dispose() => Source.Dispose();
}
