using Npgsql;
using VisEval.Core;
using VisEval.Distributed.Database;
using VisEval.Harness.Results;

namespace VisEval.Distributed.Runs;

/// <summary>A run in a pool, its store open.</summary>
internal sealed class PoolRun : IDisposable
{
    private const string Prefix = Migrations.SchemaPrefix;
    private const int LengthOfId = 12;

    private PoolRun(PoolAddress address, string id, PostgresStore store)
    {
        (Address, Id, Store) = (address, id, store);
        Units = new UnitTable(store);
        Info = RunInfoJson.FromText(Facts("SELECT info FROM run") ?? "null", $"{Schema} in {address.Name}");
    }

    /// <summary>The database.</summary>
    public PoolAddress Address { get; }

    /// <summary>What the run is called: the first digits of its hash.</summary>
    public string Id { get; }

    /// <summary>What was submitted.</summary>
    public RunInfo Info { get; }

    /// <summary>Its results.</summary>
    public PostgresStore Store { get; }

    /// <summary>Its units of work.</summary>
    public UnitTable Units { get; }

    /// <summary>The schema of its tables.</summary>
    public string Schema => Prefix + Id;

    /// <summary>The queue of its units.</summary>
    public string Queue => Schema;

    /// <summary>The queue of the measurement of costs.</summary>
    public string CostQueue => $"{Schema}_timings";

    /// <summary>What a run is called.</summary>
    public static string IdOf(RunInfo info) => RunIdentity.Sha256Of(info)[..LengthOfId];

    /// <summary>Makes the tables of a run, or finds them, and opens it.</summary>
    /// <exception cref="InputException">The database cannot be used, or not by this user.</exception>
    public static PoolRun Create(PoolAddress address, RunInfo info)
    {
        var store = PostgresStore.Create(address, Prefix + IdOf(info));
        store.Save((write, connection) =>
        {
            using var there = new NpgsqlCommand("SELECT count(*) FROM run", connection);
            if (there.ExecuteScalar() is 0L)
                write.Run(info);
        });
        return new PoolRun(address, IdOf(info), store);
    }

    /// <summary>The runs of a database, the newest last, by what they are called.</summary>
    /// <exception cref="InputException">The database cannot be used.</exception>
    public static IReadOnlyList<string> All(PoolAddress address)
    {
        try
        {
            using var connection = address.Connect(null);
            using var command = new NpgsqlCommand(
                $"SELECT nspname FROM pg_namespace WHERE nspname ~ '^{Prefix}[0-9a-f]{{{LengthOfId}}}$' ORDER BY oid", connection);
            using var reader = command.ExecuteReader();
            var found = new List<string>();
            while (reader.Read())
                found.Add(reader.GetString(0)[Prefix.Length..]);
            return found;
        }
        catch (NpgsqlException error)
        {
            throw address.Refusal(error);
        }
    }

    /// <summary>Opens a run.</summary>
    /// <param name="address">The database.</param>
    /// <param name="id">What it is called, or the beginning of that.</param>
    /// <exception cref="InputException">There is no such run, or its tables are of another version.</exception>
    public static PoolRun Open(PoolAddress address, string id)
    {
        var found = All(address).Where(r => r.StartsWith(id, StringComparison.Ordinal)).ToList();
        if (found.Count != 1)
            throw new InputException(
                $"run '{id}' is not one of {address.Name}; "
                + (All(address) is { Count: > 0 } all ? $"there are: {string.Join(", ", all)}." : "there is none yet: submit one."));
        var store = new PostgresStore(address, Prefix + found[0]);
        try
        {
            using (var connection = store.Source.OpenConnection())
                Migrations.Check(address, Prefix + found[0], connection);
            return new PoolRun(address, found[0], store);
        }
        catch (NpgsqlException error)
        {
            store.Dispose();
            throw address.Refusal(error);
        }
    }

    /// <summary>A text from the run's tables; null for none.</summary>
    internal string? Facts(string sql)
    {
        using var command = Store.Source.CreateCommand(sql);
        return command.ExecuteScalar() as string;
    }

    /// <inheritdoc/>
    public void Dispose() => Store.Dispose();
}
