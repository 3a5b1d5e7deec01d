using Npgsql;

namespace VisEval.Distributed.Database;

/// <summary>Identities of cells, taken from the database a block at a time, so that several machines write at once.</summary>
internal sealed class CellIdentities(NpgsqlDataSource source)
{
    private const int Block = 1000;

    private readonly Lock _gate = new();
    private long _next;
    private long _end;

    /// <summary>One that nobody else has.</summary>
    public long Next()
    {
        lock (_gate)
        {
            if (_next == _end)
            {
                using var command = source.CreateCommand("SELECT nextval('cell_identities')");
                _next = (long)command.ExecuteScalar()!;
                _end = _next + Block;
            }
            return _next++;
        }
    }
}
