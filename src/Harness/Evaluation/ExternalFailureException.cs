namespace VisEval.Harness.Evaluation;

/// <summary>A call of a command gave no maps; the message names the command, what was wrong, and what it said last.</summary>
internal sealed class ExternalFailureException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether its time was up.</summary>
    public bool TookTooLong { get; init; }
}
