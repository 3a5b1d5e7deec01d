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
    public static Attempt<T> One<T>(Func<T> work)
    {
        try
        {
            return new Attempt<T>(work(), null);
        }
        catch (Exception error) when (Recoverable.Is(error))
        {
            return new Attempt<T>(default, error);
        }
    }

    /// <summary>Works on all items together; if that fails, on each alone, so that the error is the item's own.</summary>
    /// <param name="items">The items.</param>
    /// <param name="work">Gives one result an item, in their order.</param>
    public static IReadOnlyList<Attempt<TResult>> Batch<TItem, TResult>(
        IReadOnlyList<TItem> items, Func<IReadOnlyList<TItem>, IReadOnlyList<TResult>> work)
    {
        if (items.Count == 0)
            return [];
        var together = One(() => work(items));
        return together.Error is null
            ? [.. together.Value!.Select(value => new Attempt<TResult>(value, null))]
            : items.Count == 1 ? [new Attempt<TResult>(default, together.Error)] : [.. items.Select(item => Batch([item], work)[0])];
    }
}
