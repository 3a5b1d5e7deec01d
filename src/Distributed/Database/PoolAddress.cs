using Npgsql;
using VisEval.Core;

namespace VisEval.Distributed.Database;

/// <summary>The database of a pool.</summary>
internal sealed class PoolAddress
{
    // A cut connection is noticed within these times, by us and by the server, which then gives its locks free.
    private const string ServerSettings = "-c idle_in_transaction_session_timeout=20000 -c tcp_keepalives_idle=5 "
        + "-c tcp_keepalives_interval=5 -c tcp_keepalives_count=3";

    private const int SecondsToConnect = 5;
    private const int SecondsOfCommand = 30;

    private readonly NpgsqlConnectionStringBuilder _given;

    private PoolAddress(NpgsqlConnectionStringBuilder given) => _given = given;

    /// <summary>Reads a connection string of Npgsql, for example <c>Host=db;Username=me;Password=…;Database=viseval</c>.</summary>
    /// <exception cref="InputException">It is none. The text, which may hold a password, is not repeated.</exception>
    public static PoolAddress Parse(string text)
    {
        try
        {
            var given = new NpgsqlConnectionStringBuilder(text);
            if (string.IsNullOrWhiteSpace(given.Host))
                throw new InputException(Advice("it names no Host"));
            if (given.Port is < 1 or > ushort.MaxValue)
                throw new InputException(Advice($"Port={given.Port} is not allowed; a port is a whole number from 1 to {ushort.MaxValue}"));
            return new PoolAddress(given);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or OverflowException)
        {
            throw new InputException(Advice("it is no list of KEY=VALUE pairs that Npgsql knows"), error);
        }
    }

    /// <summary>Host, port and database, for people; never the password.</summary>
    public string Name => $"{_given.Host}:{_given.Port}/{Database}";

    /// <summary>The name of the database.</summary>
    public string Database => _given.Database ?? User;

    /// <summary>The user, as far as the connection string says it.</summary>
    public string User => _given.Username ?? Environment.UserName;

    /// <summary>The connection string for one schema, with the times that a pool needs. Holds the password.</summary>
    /// <param name="schema">Where the names of tables are looked up; null for the server's own choice.</param>
    /// <param name="waits">Whether every change waits for the server's disk.</param>
    internal string For(string? schema, bool waits = true)
    {
        string?[] options = [_given.Options, ServerSettings, waits ? null : "-c synchronous_commit=off"];
        var full = new NpgsqlConnectionStringBuilder(_given.ConnectionString)
        {
            ApplicationName = "viseval",
            Timeout = SecondsToConnect,
            CommandTimeout = SecondsOfCommand,
            TcpKeepAlive = true,
            TcpKeepAliveTime = 5,
            TcpKeepAliveInterval = 5,
            Options = string.Join(' ', options.Where(o => !string.IsNullOrEmpty(o))),
        };
        if (schema is not null)
            full.SearchPath = schema;
        return full.ConnectionString;
    }

    /// <summary>A connection of its own, open: none that a restart of the server has ended.</summary>
    internal NpgsqlConnection Connect(string? schema)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(For(schema)) { Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }

    /// <summary>Why the database cannot be used, in words.</summary>
    internal InputException Refusal(NpgsqlException error) => new(
        error is PostgresException { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName } hidden
            ? $"The user '{User}' does not see tables of the pool in the database {Name}: {hidden.MessageText}. If another user submitted "
                + $"the run, that one must let it in; for each schema that begins with {Migrations.SchemaPrefix}: GRANT ALL ON SCHEMA "
                + $"\"SCHEMA\" TO \"{User}\"; GRANT ALL ON ALL TABLES IN SCHEMA \"SCHEMA\" TO \"{User}\"; "
                + $"GRANT ALL ON ALL SEQUENCES IN SCHEMA \"SCHEMA\" TO \"{User}\";"
        : error is PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } denied
            ? $"The user '{User}' may not do this in the database {Name}: {denied.MessageText}. An administrator of it can run: "
                + $"GRANT CREATE ON DATABASE \"{Database}\" TO \"{User}\";"
            : $"The database {Name} cannot be used: {Reason(error).TrimEnd('.')}. Check --store, and that PostgreSQL runs there and lets "
                + "this machine in.",
        error);

    private static string Reason(NpgsqlException error) =>
        (error as PostgresException)?.MessageText ?? error.InnerException?.Message ?? error.Message;

    private static string Advice(string why) =>
        $"--store is not usable: {why}. For example: --store \"Host=db.example;Username=me;Password=…;Database=viseval\".";
}
