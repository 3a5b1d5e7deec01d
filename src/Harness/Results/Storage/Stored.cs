using VisEval.Core;

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

internal sealed class StoredScore
{
    public long Cell { get; init; }
    public string Score { get; init; } = "";
    public object? Value { get; init; }
    public string State { get; init; } = "";

    public ScoreRow ToRow(CellKey cell) => new(cell, Score, Columns.ToNumber(Value), CellState.Parse(State));
}

internal sealed class StoredCurve
{
    public long Cell { get; init; }
    public string Name { get; init; } = "";
    public long Axis { get; init; }
    public byte[] Y { get; init; } = [];
}

internal sealed class StoredAxis
{
    public long Id { get; init; }
    public byte[] X { get; init; } = [];
}

internal sealed class StoredPrediction
{
    public string Dataset { get; init; } = "";
    public string Model { get; init; } = "";
    public string Image { get; init; } = "";
    public string Labels { get; init; } = "";
    public int Top1 { get; init; }
    public object? Probability { get; init; }

    public PredictionRow ToRow() =>
        new(Dataset, Model, Image, Columns.ToClasses(Labels), Top1, Columns.ToNumber(Probability) ?? double.NaN);
}

internal sealed class StoredTiming
{
    public string Dataset { get; init; } = "";
    public string Model { get; init; } = "";
    public string Method { get; init; } = "";
    public int Repetition { get; init; }
    public double Milliseconds { get; init; }
    public long Forwards { get; init; }
    public long Backwards { get; init; }
    public double Megabytes { get; init; }

    public TimingRow ToRow() => new(Dataset, Model, Method, Repetition, Milliseconds, Forwards, Backwards, Megabytes);
}

internal sealed class StoredMetricCost
{
    public string Dataset { get; init; } = "";
    public string Model { get; init; } = "";
    public string Metric { get; init; } = "";
    public long Cells { get; init; }
    public double Milliseconds { get; init; }
    public long Asked { get; init; }
    public long Run { get; init; }

    public MetricCostRow ToRow() => new(Dataset, Model, Metric, Cells, new MetricCost(Milliseconds, Asked, Run));
}

internal sealed class StoredFailure
{
    public string Dataset { get; init; } = "";
    public string Model { get; init; } = "";
    public string Method { get; init; } = "";
    public string Metric { get; init; } = "";
    public string Image { get; init; } = "";
    public int? Target { get; init; }
    public string Error { get; init; } = "";

    public FailureRow ToRow() => new(Dataset, Model, Method, Metric, Image, Target, Error);
}

internal sealed class StoredRemark
{
    public string Dataset { get; init; } = "";
    public string Model { get; init; } = "";
    public string Method { get; init; } = "";
    public string Image { get; init; } = "";
    public int Target { get; init; }
    public string State { get; init; } = "";
    public string Why { get; init; } = "";

    public RemarkRow ToRow() => new(Dataset, Model, Method, Image, Target, State, Why);
}

internal sealed class StoredPicture
{
    public string Dataset { get; init; } = "";
    public string Model { get; init; } = "";
    public string Image { get; init; } = "";
    public byte[] Png { get; init; } = [];

    public PictureRow ToRow() => new(Dataset, Model, Image, Png);
}

internal sealed class StoredMap
{
    public string Dataset { get; init; } = "";
    public string Model { get; init; } = "";
    public string Method { get; init; } = "";
    public string Image { get; init; } = "";
    public int Target { get; init; }
    public int Height { get; init; }
    public int Width { get; init; }
    public byte[]? Pixels { get; init; }

    public MapRow ToRow() => new(Dataset, Model, Method, Image, Target, Height, Width, Pixels);
}
