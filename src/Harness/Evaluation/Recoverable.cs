using VisEval.Core;
using VisEval.Onnx.Gradients;

namespace VisEval.Harness.Evaluation;

/// <summary>Which exceptions are a failure row, and what the row says.</summary>
internal static class Recoverable
{
    /// <summary>Whether the run can go on: not after a cancellation, nor when memory is exhausted or corrupt.</summary>
    public static bool Is(Exception error) => error switch
    {
        OperationCanceledException or OutOfMemoryException or AccessViolationException or InsufficientExecutionStackException => false,
        AggregateException several => several.InnerExceptions.All(Is),
        _ => true,
    };

    /// <summary>The message; with the type of the exception where the message was not written for users.</summary>
    public static string Message(Exception error) => error switch
    {
        AggregateException { InnerExceptions: [var only] } => Message(only),
        InputException or NotApplicableException or NoGradientRuleException or ExternalFailureException => error.Message,
        _ => $"{error.GetType().Name}: {error.Message}",
    };
}
