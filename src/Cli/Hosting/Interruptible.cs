using System.Runtime.ExceptionServices;

namespace VisEval.Cli.Hosting;

/// <summary>Work that a request to stop ends within a bounded time, also inside a long call that looks at no token.</summary>
internal static class Interruptible
{
    // What the main thread has; the default of other threads is too little for the recursion of deep networks.
    private const int StackBytes = 16 << 20;

    /// <summary>Runs work on a thread of its own. After a request to stop it has <see cref="CliHost.Grace"/> to end; then it is left
    /// behind, and the program must end soon: what the work holds (a model, a store) is neither closed nor used by others.</summary>
    /// <exception cref="OperationCanceledException">The work stopped, or was left behind.</exception>
    public static T Run<T>(Func<T> work, CliHost host)
    {
        var (result, error) = (default(T), default(ExceptionDispatchInfo));
        var done = new ManualResetEventSlim();
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = work();
                }
                // Thrown again by the thread that waits.
                catch (Exception e)
                {
                    error = ExceptionDispatchInfo.Capture(e);
                }
                finally
                {
                    done.Set();
                }
            },
            StackBytes)
        { IsBackground = true, Name = "command" };
        thread.Start();
        if (!IsDone(done, host))
            throw new OperationCanceledException(host.Stop);
        error?.Throw();
        return result!;
    }

    private static bool IsDone(ManualResetEventSlim done, CliHost host)
    {
        try
        {
            done.Wait(host.Stop);
            return true;
        }
        catch (OperationCanceledException)
        {
            return done.Wait(host.Grace);
        }
    }
}
