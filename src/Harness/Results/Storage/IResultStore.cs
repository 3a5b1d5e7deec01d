namespace VisEval.Harness.Results.Storage;

/// <summary>Where the results of a run are kept: a file, memory, or a database that several machines write to.</summary>
/// <remarks>Safe to call from several threads.</remarks>
internal interface IResultStore : IDisposable
{
    /// <summary>Reads what is kept, as it is at one moment.</summary>
    /// <exception cref="Core.InputException">It is damaged, or cannot be reached.</exception>
    T Read<T>(Func<IRowSource, T> read);

    /// <summary>Records several things together: all of them stand, or none.</summary>
    /// <exception cref="OutputException">They cannot be written: the disk is full, or writing is not allowed any more.</exception>
    void Save(Action<RowWriter> write);

    /// <summary>Records what stands only when all images were classified: what the networks recognize.</summary>
    /// <param name="change">What else of the description stands only now, which is recorded too; null for nothing.</param>
    /// <exception cref="OutputException">It cannot be written.</exception>
    void Conclude(Func<RunInfo, RunInfo>? change = null);
}
