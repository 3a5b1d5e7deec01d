using VisEval.Core;
using VisEval.Harness.Plugins;
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

    /// <summary>The message; where it was not written for users with the type of the exception, and the plug-in whose code threw
    /// it.</summary>
    public static string Message(Exception error) => error switch
    {
        AggregateException { InnerExceptions: [var only] } => Message(only),
        InputException or NotApplicableException or NoGradientRuleException or ExternalFailureException => error.Message,
        _ => $"{(PluginFault.FileOf(error) is { } file ? $"plug-in {file}: " : "")}{error.GetType().Name}: {error.Message}",
    };
}
