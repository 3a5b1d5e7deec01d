using Npgsql;
using VisEval.Distributed.Database;
using VisEval.Harness.Results.Merging;
using VisEval.Harness.Results.Storage;

namespace VisEval.Distributed.Runs;

/// <summary>The units of work of a run, and what became of them.</summary>
internal sealed class UnitTable(PostgresStore store)
{
    /// <summary>How far the run is.</summary>
    public UnitCounts Counts()
    {
        using var command = store.Source.CreateCommand("""
            SELECT count(*) FILTER (WHERE NOT is_cost), count(*) FILTER (WHERE NOT is_cost AND d.unit IS NOT NULL),
                count(*) FILTER (WHERE NOT is_cost AND d.unit IS NULL AND error IS NOT NULL),
                count(*) FILTER (WHERE is_cost), count(*) FILTER (WHERE is_cost AND (d.unit IS NOT NULL OR error IS NOT NULL)),
                coalesce(sum(u.seconds) FILTER (WHERE d.unit IS NULL AND error IS NULL AND NOT is_cost), 0),
                coalesce(sum(d.seconds) / nullif(sum(u.seconds) FILTER (WHERE d.unit IS NOT NULL), 0), 1)::double precision,
                (SELECT count(*) FROM conflicts)
            FROM units u LEFT JOIN unit_done d ON d.unit = u.id
            """);
        using var reader = command.ExecuteReader();
        reader.Read();
        return new UnitCounts(
            reader.GetInt32(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetInt32(4),
            reader.GetDouble(5) * reader.GetDouble(6), reader.GetInt32(7));
    }

    /// <summary>Adds units; those that are there stay as they are.</summary>
    public void Add(IReadOnlyList<EstimatedUnit> units) => store.Save((_, connection) =>
    {
        using var batch = new NpgsqlBatch(connection);
        foreach (var (place, unit) in units.Index())
        {
            var add = new NpgsqlBatchCommand(
                "INSERT INTO units (id, place, is_cost, spec, seconds) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING");
            foreach (var value in (object[])[unit.Unit.Id(), place, unit.Unit is PoolUnit.Costs, unit.Unit.ToText(), unit.Seconds])
                add.Parameters.Add(new NpgsqlParameter { Value = value });
            batch.BatchCommands.Add(add);
        }
        if (units.Count > 0)
            batch.ExecuteNonQuery();
    });

    /// <summary>The units that are not done, in order, with the job that was made for each.</summary>
    public IReadOnlyList<UnitState> Open() => States("true");

    /// <summary>The units, in order, that are neither done nor given up and have no job that will be done without more ado.</summary>
    public IReadOnlyList<UnitState> Lost() => States(
        $"u.error IS NULL AND NOT EXISTS (SELECT 1 FROM {Migrations.JobSchema}.job j WHERE j.id = u.job::bigint "
        + "AND j.statename IN ('Enqueued', 'Processing', 'Scheduled'))");

    /// <summary>What failed for good: unit and error.</summary>
    public IReadOnlyList<(PoolUnit Unit, string Error)> Failed() => Query(
        "SELECT spec, error FROM units WHERE error IS NOT NULL ORDER BY place", r => (PoolUnit.FromText(r.GetString(0)), r.GetString(1)));

    /// <summary>The units of which a second result had other bytes.</summary>
    public IReadOnlyList<(PoolUnit Unit, string First, string Second)> Conflicts() => Query(
        "SELECT spec, d.worker, c.worker FROM conflicts c JOIN units u ON u.id = c.unit JOIN unit_done d ON d.unit = c.unit ORDER BY place",
        r => (PoolUnit.FromText(r.GetString(0)), r.GetString(1), r.GetString(2)));

    /// <summary>The machine that measured the costs, as run.json describes one; null where nobody did.</summary>
    public string? MachineOfCosts() => Query(
        "SELECT machine FROM unit_done d JOIN units u ON u.id = d.unit WHERE is_cost", r => r.GetString(0)).FirstOrDefault();

    /// <summary>Notes the jobs of units.</summary>
    public void Enqueued(IEnumerable<(string Unit, string Job)> jobs)
    {
        var all = jobs.ToList();
        using var command = store.Source.CreateCommand(
            "UPDATE units SET job = j.job FROM unnest($1, $2) AS j (unit, job) WHERE units.id = j.unit");
        command.Parameters.Add(new NpgsqlParameter { Value = all.Select(j => j.Unit).ToArray() });
        command.Parameters.Add(new NpgsqlParameter { Value = all.Select(j => j.Job).ToArray() });
        command.ExecuteNonQuery();
    }

    /// <summary>Begins a unit and counts that; null where it is done already.</summary>
    public (PoolUnit Unit, int Starts)? Begin(string unit)
    {
        using var command = store.Source.CreateCommand(
            "UPDATE units SET starts = starts + 1 WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM unit_done WHERE unit = $1) "
            + "RETURNING spec, starts");
        command.Parameters.Add(new NpgsqlParameter { Value = unit });
        using var reader = command.ExecuteReader();
        return reader.Read() ? (PoolUnit.FromText(reader.GetString(0)), reader.GetInt32(1)) : null;
    }

    /// <summary>Takes back that a unit was begun: its worker was stopped, which is no fault of the unit.</summary>
    public int GiveBack(string unit)
    {
        using var command = store.Source.CreateCommand("UPDATE units SET starts = greatest(starts - 1, 0) WHERE id = $1");
        command.Parameters.Add(new NpgsqlParameter { Value = unit });
        return command.ExecuteNonQuery();
    }

    /// <summary>Records the results of a unit together with that it is done. Of a second result nothing is kept but whether it has other
    /// bytes.</summary>
    public void Finish(UnitDone done, IResultStore results) => store.Save((write, connection) =>
    {
        var added = Run(
            connection,
            "INSERT INTO unit_done (unit, worker, sha256, seconds, machine) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
            done.Unit, done.Worker, done.Sha256, done.Seconds, done.Machine);
        if (added == 0)
        {
            Run(
                connection,
                "INSERT INTO conflicts (unit, worker, sha256) SELECT $1, $2, $3 FROM unit_done WHERE unit = $1 AND sha256 <> $3 "
                + "ON CONFLICT DO NOTHING",
                done.Unit, done.Worker, done.Sha256);
            return;
        }
        Run(connection, "UPDATE units SET error = NULL WHERE id = $1", done.Unit);
        results.Read(source =>
        {
            RowCopy.All(source, write);
            return done;
        });
    });

    /// <summary>Records that a unit cannot be done, with the rows that say so.</summary>
    public void GiveUp(string unit, string error, IResultStore rows) => store.Save((write, connection) =>
    {
        var noted = Run(
            connection, "UPDATE units SET error = $2 WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM unit_done WHERE unit = $1)", unit, error);
        if (noted > 0)
            rows.Read(source =>
            {
                RowCopy.All(source, write);
                return error;
            });
    });

    /// <summary>Forgets that units failed, with the rows that say so, so that they are tried again.</summary>
    public void Forgive() => store.Save((_, connection) =>
    {
        foreach (var (unit, _) in Failed())
            if (unit is PoolUnit.Explaining { Work: var work })
                foreach (var table in (string[])["failures", "cells"])
                    Run(
                        connection, $"DELETE FROM {table} WHERE dataset = $1 AND model = $2 AND method = ANY ($3) AND image = ANY ($4)",
                        work.Dataset, work.Model, work.Methods.ToArray(), work.Groups.SelectMany(g => g).ToArray());
        Run(connection, "DELETE FROM failures WHERE method = '' AND image = '' AND error IN (SELECT error FROM units)");
        Run(connection, "UPDATE units SET error = NULL, job = NULL, starts = 0 WHERE error IS NOT NULL");
    });

    private List<UnitState> States(string which) => Query(
        "SELECT u.id, is_cost, job, starts, spec FROM units u "
        + $"WHERE NOT EXISTS (SELECT 1 FROM unit_done d WHERE d.unit = u.id) AND ({which}) ORDER BY place",
        r => new UnitState(
            r.GetString(0), r.GetBoolean(1), r.IsDBNull(2) ? null : r.GetString(2), r.GetInt32(3), PoolUnit.FromText(r.GetString(4))));

    private static int Run(NpgsqlConnection connection, string sql, params object[] values)
    {
        using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command.ExecuteNonQuery();
    }

    private List<T> Query<T>(string sql, Func<NpgsqlDataReader, T> rowOf)
    {
        using var command = store.Source.CreateCommand(sql);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(rowOf(reader));
        return rows;
    }
}
