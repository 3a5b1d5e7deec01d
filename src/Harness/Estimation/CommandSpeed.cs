namespace VisEval.Harness.Estimation;

/// <summary>What is asked of a command.</summary>
/// <param name="Calls">The calls.</param>
/// <param name="Images">The images in them.</param>
internal readonly record struct CommandWork(double Calls, double Images)
{
    /// <summary>Both together.</summary>
    public static CommandWork operator +(CommandWork a, CommandWork b) => new(a.Calls + b.Calls, a.Images + b.Images);

    /// <summary>The same several times.</summary>
    public static CommandWork operator *(double times, CommandWork a) => new(times * a.Calls, times * a.Images);
}

/// <summary>How long a command takes, measured by calls of its own.</summary>
/// <param name="Call">Seconds of a call beside its images: the start of the program, reading the network.</param>
/// <param name="Image">Seconds of an image.</param>
internal sealed record CommandSpeed(double Call, double Image)
{
    /// <summary>Seconds until a program that serves can be asked, once for each thread.</summary>
    public double Start { get; init; }

    /// <summary>Whether one call took so long that no second was made, so that every image is taken to cost as much as a call.</summary>
    public bool AtMost { get; init; }

    /// <summary>Why it could not be measured; null where it was. The run records the same failure.</summary>
    public string? Failure { get; init; }

    /// <summary>The seconds of what is asked.</summary>
    public double SecondsOf(CommandWork work) => work.Calls * Call + work.Images * Image;
}
