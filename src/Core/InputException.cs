namespace VisEval.Core;

/// <summary>The arguments or the input are wrong; carries every mistake found, each a sentence for a person.</summary>
public class InputException : Exception
{
    /// <summary>All mistakes at once.</summary>
    public InputException(IReadOnlyList<string> errors) : base(string.Join(Environment.NewLine, errors)) => Errors = errors;

    /// <summary>One mistake.</summary>
    public InputException(string error, Exception? cause = null) : base(error, cause) => Errors = [error];

    /// <summary>Every mistake: what was wrong, where, what is allowed, what to do.</summary>
    public IReadOnlyList<string> Errors { get; }
}
