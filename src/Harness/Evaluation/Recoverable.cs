using VisEval.Core;
using VisEval.Harness.Plugins;
using VisEval.Onnx.Gradients;

namespace VisEval.Harness.Evaluation;

/// <summary>Which exceptions are a failure row, and what the row says.</summary>
internal static class Recoverable
{
    // What the runtime says of an array that no machine could hold.
    private static readonly string TooLarge = OfTooLarge();

    /// <summary>Whether the run can go on: not after it was stopped, nor when memory is exhausted or corrupt.</summary>
    /// <param name="error">What was thrown.</param>
    /// <param name="stop">What stops the run. Code of other people has tokens of its own: a request that took too long.</param>
    public static bool Is(Exception error, CancellationToken stop) => error switch
    {
        OperationCanceledException => !stop.IsCancellationRequested,
        // A size that was computed wrongly; memory is left.
        OutOfMemoryException => error.Message == TooLarge,
        AccessViolationException or InsufficientExecutionStackException => false,
        AggregateException several => several.InnerExceptions.All(e => Is(e, stop)),
        _ => true,
    };

    /// <summary>The message; where it was not written for users with the type of the exception, and the plug-in whose code threw
    /// it.</summary>
    public static string Message(Exception error) => Printable.Visible(Sentence(FaultText.CauseOf(error), error));

    private static string Sentence(Exception cause, Exception error) => cause switch
    {
        InputException or NotApplicableException or NoGradientRuleException or ExternalFailureException => cause.Message,
        _ => $"{(PluginFault.FileOf(error) is { } file ? $"plug-in {file}: " : "")}{cause.GetType().Name}: {cause.Message}",
    };

    private static string OfTooLarge()
    {
        try
        {
            return $"{new byte[int.MaxValue].Length}";
        }
        catch (OutOfMemoryException error)
        {
            return error.Message;
        }
    }
}
