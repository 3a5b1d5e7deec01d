using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace VisEval.Server.Serving;

/// <summary>Lets as many requests work at once as there are processors; the others wait.</summary>
/// <param name="seconds">The time that the work of one may take.</param>
/// <param name="ending">The program ends.</param>
internal sealed class Turns(double seconds, CancellationToken ending) : IDisposable
{
    // What the main thread has; the default of other threads is too little for the recursion of deep networks.
    private const int StackBytes = 16 << 20;

    private readonly SemaphoreSlim _free = new(Environment.ProcessorCount);

    /// <summary>Works for a request, whose body was read before, on a thread of its own. Ends when the browser goes away.</summary>
    /// <param name="http">The request.</param>
    /// <param name="work">Computes the answer.</param>
    /// <exception cref="Refusal">The time is up.</exception>
    public async Task<TResult> Take<TResult>(HttpContext http, Func<CancellationToken, TResult> work)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, ending);
        await _free.WaitAsync(stop.Token);
        try
        {
            stop.CancelAfter(TimeSpan.FromSeconds(seconds));
            return await OnThread(() => work(stop.Token));
        }
        // A cancellation that comes from elsewhere is a failure of what was asked for.
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !http.RequestAborted.IsCancellationRequested)
        {
            throw new Refusal(StatusCodes.Status503ServiceUnavailable, ending.IsCancellationRequested
                ? "The server is ending."
                : $"It took longer than {seconds.ToString(CultureInfo.InvariantCulture)} seconds and was stopped. Ask for less (a "
                    + "faster method, other options, a smaller run), or start the server with a larger --time-limit.");
        }
        finally
        {
            _free.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _free.Dispose();

    private static Task<T> OnThread<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(
            () =>
            {
                try
                {
                    done.SetResult(work());
                }
                // Thrown again by who waits.
                catch (Exception error)
                {
                    done.SetException(error);
                }
            },
            StackBytes)
        { IsBackground = true, Name = "answer" };
        thread.Start();
        return done.Task;
    }
}
