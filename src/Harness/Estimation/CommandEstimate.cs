namespace VisEval.Harness.Estimation;

/// <summary>What a command will be asked on one network, and how long that takes.</summary>
/// <param name="Key">What results call it.</param>
/// <param name="Work">What explaining, scoring and measuring costs ask of it, at most.</param>
/// <param name="Speed">How long it takes, as measured.</param>
/// <param name="Serves">Whether it is started once for each thread, not once for each call.</param>
internal sealed record CommandEstimate(string Key, CommandWork Work, CommandSpeed Speed, bool Serves)
{
    /// <summary>The seconds of one thread.</summary>
    public double Seconds => Speed.SecondsOf(Work);
}
