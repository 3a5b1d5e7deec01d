using System.Reflection;
using Npgsql;
using VisEval.Core;

namespace VisEval.Distributed.Database;

/// <summary>Makes the tables of a run: numbered scripts, each run once, in one transaction, by one process at a time.</summary>
internal static class Migrations
{
    /// <summary>The schema of the queue, for all runs of a database.</summary>
    public const string JobSchema = SchemaPrefix + "jobs";

    /// <summary>What the names of all schemas of a pool begin with.</summary>
    public const string SchemaPrefix = "viseval_";

    // Any number that no other program locks.
    private const long LockNumber = 0x7669736576616C;

    /// <summary>The number of scripts, which is the version of the tables.</summary>
    public static int Version => Scripts.Count;

    private static IReadOnlyList<string> Scripts =>
        [.. Own.GetManifestResourceNames().Where(n => n.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private static Assembly Own => typeof(Migrations).Assembly;

    /// <summary>Makes the schema and its tables, as far as they are missing.</summary>
    /// <exception cref="InputException">The tables are of a newer VisEval, or the user may not make any.</exception>
    public static void Apply(PoolAddress address, string schema)
    {
        try
        {
            using var connection = address.Connect(schema);
            using var transaction = connection.BeginTransaction();
            Run(connection, "SELECT pg_advisory_xact_lock($1)", LockNumber);
            // Asked first: where an administrator made the schema, the user may not even ask to make it.
            if (Run(connection, "SELECT 1 FROM pg_namespace WHERE nspname = $1", schema) is null)
                Run(connection, $"CREATE SCHEMA \"{schema}\"");
            Run(connection, "CREATE TABLE IF NOT EXISTS schema_version (version integer NOT NULL)");
            var version = Run(connection, "SELECT max(version) FROM schema_version") as int? ?? 0;
            ThrowIfNewer(address, schema, version);
            foreach (var script in Scripts.Skip(version))
            {
                Run(connection, Text(script));
                Run(connection, "INSERT INTO schema_version VALUES ($1)", ++version);
            }
            transaction.Commit();
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new InputException(
                $"The user '{address.User}' may not create the schema {schema} in the database {address.Name}. An administrator of it can "
                + $"run: GRANT CREATE ON DATABASE \"{address.Database}\" TO \"{address.User}\"; or, for this run alone: "
                + string.Join(' ', new[] { schema, JobSchema }
                    .Select(s => $"CREATE SCHEMA \"{s}\" AUTHORIZATION \"{address.User}\";")),
                error);
        }
        catch (NpgsqlException error)
        {
            throw address.Refusal(error);
        }
    }

    /// <summary>Refuses tables of another version.</summary>
    /// <exception cref="InputException">They are older or newer.</exception>
    public static void Check(PoolAddress address, string schema, NpgsqlConnection connection)
    {
        var version = Run(connection, "SELECT max(version) FROM schema_version") as int? ?? 0;
        ThrowIfNewer(address, schema, version);
        if (version < Version)
            throw new InputException(
                $"The run {schema} in {address.Name} has tables of version {version}, this VisEval needs {Version}: submit the run again, "
                + "which brings them up to date.");
    }

    private static void ThrowIfNewer(PoolAddress address, string schema, int version)
    {
        if (version > Version)
            throw new InputException(
                $"The run {schema} in {address.Name} was made by a newer VisEval (tables of version {version}, this one knows {Version}). "
                + "Use the same VisEval everywhere.");
    }

    private static object? Run(NpgsqlConnection connection, string sql, params object[] values)
    {
        using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command.ExecuteScalar();
    }

    private static string Text(string script)
    {
        using var reader = new StreamReader(Own.GetManifestResourceStream(script)!);
        return reader.ReadToEnd();
    }
}
