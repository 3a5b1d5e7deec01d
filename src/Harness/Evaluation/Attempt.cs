using System.Runtime.ExceptionServices;

namespace VisEval.Harness.Evaluation;

/// <summary>A value, or the error that kept it from being computed.</summary>
internal readonly record struct Attempt<T>(T? Value, Exception? Error)
{
    /// <summary>The value; throws the error where there is none.</summary>
    public T OrThrow()
    {
        if (Error is not null)
            ExceptionDispatchInfo.Throw(Error);
        return Value!;
    }
}

/// <summary>Work that may fail without stopping the run.</summary>
internal static class Attempt
{
    /// <summary>Does one piece of work.</summary>
    /// <param name="work">The work.</param>
    /// <param name="stop">What stops it; a cancellation that does not come from here is a failure like any other.</param>
    /// <param name="what">Whose work it is, for a sentence; null where nobody's code but ours does it.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="OutOfMemoryException">Memory is exhausted; says by whom.</exception>
    public static Attempt<T> One<T>(Func<T> work, CancellationToken stop, string? what = null)
    {
        try
        {
            return new Attempt<T>(work(), null);
        }
        catch (Exception error) when (Recoverable.Is(error, stop))
        {
            return new Attempt<T>(default, error);
        }
        catch (OutOfMemoryException error) when (what is not null && error.GetType() == typeof(OutOfMemoryException))
        {
            throw new OutOfMemoryException(
                $"{what}: the memory of the machine does not suffice: {error.Message.TrimEnd('.')}. What is finished is kept; go on with "
                + "fewer threads, or leave it out.", error);
        }
    }

    /// <summary>Works on all items together; if that fails, on each alone, so that the error is the item's own.</summary>
    /// <param name="items">The items.</param>
    /// <param name="work">Gives one result an item, in their order.</param>
    /// <param name="stop">What stops it.</param>
    /// <param name="what">Whose work it is; null where nobody's code but ours does it.</param>
    public static IReadOnlyList<Attempt<TResult>> Batch<TItem, TResult>(
        IReadOnlyList<TItem> items, Func<IReadOnlyList<TItem>, IReadOnlyList<TResult>> work, CancellationToken stop, string? what = null)
    {
        if (items.Count == 0)
            return [];
        var together = One(() => work(items), stop, what);
        return together.Error is null
            ? [.. together.Value!.Select(value => new Attempt<TResult>(value, null))]
            : items.Count == 1
                ? [new Attempt<TResult>(default, together.Error)]
                : [.. items.Select(item => Batch([item], work, stop, what)[0])];
    }
}
