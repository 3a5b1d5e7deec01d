namespace VisEval.Harness.Results.Storage;

/// <summary>How much a run directory holds, without reading its numbers.</summary>
/// <param name="Cells">The cells, those of maps of other images included.</param>
/// <param name="Failures">What failed.</param>
internal sealed record StoredWork(long Cells, IReadOnlyList<FailureRow> Failures)
{
    /// <summary>Of a run directory.</summary>
    /// <exception cref="Core.InputException">There are no results, or not of this version.</exception>
    public static StoredWork Of(string directory)
    {
        using var view = StoreView.Open(Path.Combine(directory, RunFiles.Store));
        var source = new WholeRows(view.First);
        return new StoredWork(source.Read("COUNT(*)", "cells", ["1"], r => r.GetInt64(0))[0], new RowReader(source).Failures());
    }
}
