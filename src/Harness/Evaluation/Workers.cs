namespace VisEval.Harness.Evaluation;

/// <summary>How threads are divided: between units of work done at once, and inside each pass of the engine.</summary>
/// <param name="Units">Units done at once.</param>
/// <param name="EngineThreads">Threads inside one pass.</param>
internal readonly record struct Workers(int Units, int EngineThreads)
{
    /// <summary>So many units a thread keep all threads busy; with fewer, one unit gets all of them.</summary>
    private const int UnitsPerThread = 2;

    /// <summary>One unit a thread where there are units enough, which is faster; else all threads inside one pass.</summary>
    /// <param name="units">The units there are that take long.</param>
    /// <param name="threads">The threads there are.</param>
    public static Workers Of(int units, int threads) =>
        units >= UnitsPerThread * threads ? new Workers(threads, 1) : new Workers(1, threads);
}
