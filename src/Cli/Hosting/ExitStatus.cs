namespace VisEval.Cli.Hosting;

/// <summary>What the program tells its caller.</summary>
public static class ExitStatus
{
    /// <summary>All done.</summary>
    public const int Done = 0;

    /// <summary>Something failed: a failure row, a regression, an interruption, a fault of the program.</summary>
    public const int Failed = 1;

    /// <summary>The arguments or the input are wrong; nothing was written.</summary>
    public const int WrongInput = 2;
}
