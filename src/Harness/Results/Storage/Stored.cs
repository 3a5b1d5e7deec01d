namespace VisEval.Harness.Results.Storage;

// The rows as Dapper reads them: it fills members by the names of the columns and converts SQLite's 64-bit integers.
// Constructors of records would have to match the column types exactly, which is why these are not the public rows.

internal sealed class StoredCell
{
    public long Id { get; init; }
    public string Dataset { get; init; } = "";
    public string Model { get; init; } = "";
    public string Method { get; init; } = "";
    public string Metric { get; init; } = "";
    public string Image { get; init; } = "";
    public int Target { get; init; }

    public CellKey ToKey() => new(Dataset, Model, Method, Metric, Image, Target);
}

internal sealed class StoredPrediction
{
    public string Dataset { get; init; } = "";
    public string Model { get; init; } = "";
    public string Image { get; init; } = "";
    public int Top1 { get; init; }
}

internal sealed class StoredTiming
{
    public string Dataset { get; init; } = "";
    public string Model { get; init; } = "";
    public string Method { get; init; } = "";
}

internal sealed class StoredPicture
{
    public string Dataset { get; init; } = "";
    public string Model { get; init; } = "";
    public string Image { get; init; } = "";
}

internal sealed class StoredMap
{
    public string Dataset { get; init; } = "";
    public string Model { get; init; } = "";
    public string Method { get; init; } = "";
    public string Image { get; init; } = "";
    public int Target { get; init; }
}
