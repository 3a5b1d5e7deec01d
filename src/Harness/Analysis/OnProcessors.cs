namespace VisEval.Harness.Analysis;

/// <summary>Independent parts of an analysis, made at once by as many threads as there are processors.</summary>
/// <remarks>Without that bound, threads are added while others wait for each other, and every one holds resamples of its own.</remarks>
internal static class OnProcessors
{
    private static readonly ParallelOptions Bounded = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };

    /// <summary>The parts, by index.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="make">Makes one.</param>
    public static T[] Of<T>(int count, Func<int, T> make)
    {
        var made = new T[count];
        Parallel.For(0, count, Bounded, i => made[i] = make(i));
        return made;
    }
}
