namespace VisEval.Harness.Analysis;

/// <summary>Independent parts of an analysis, made at once by as many threads as there are processors.</summary>
/// <remarks>Without that bound, threads are added while others wait for each other, and every one holds resamples of its own.</remarks>
internal static class OnProcessors
{
    /// <summary>The parts, by index.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="make">Makes one.</param>
    /// <param name="stop">Ends the work before the next.</param>
    public static T[] Of<T>(int count, Func<int, T> make, CancellationToken stop = default)
    {
        var made = new T[count];
        var bounded = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = stop };
        Parallel.For(0, count, bounded, i => made[i] = make(i));
        return made;
    }
}
