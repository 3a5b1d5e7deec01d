using System.Collections.Concurrent;
using VisEval.Harness.Results;

namespace VisEval.Cli.Output;

/// <summary>Passes outcomes on and keeps of each method whether it failed, or only does not apply: a state, not a failure, as in a
/// run.</summary>
/// <param name="next">Where outcomes go.</param>
internal sealed class Inapplicable(IOutcomeSink next) : IOutcomeSink
{
    private readonly ConcurrentDictionary<string, Explained.NotApplicable> _lacks = [];
    private readonly ConcurrentDictionary<string, bool> _failed = [];

    /// <inheritdoc/>
    public void Save(ImageOutcome outcome) => next.Save(outcome);

    /// <inheritdoc/>
    public void Save(ExplanationOutcome outcome)
    {
        if (outcome.Explained is Explained.NotApplicable lack)
            _lacks.TryAdd(outcome.Key.Method, lack);
        else if (outcome.Explained is not Explained.Mapped)
            _failed.TryAdd(outcome.Key.Method, true);
        next.Save(outcome);
    }

    /// <inheritdoc/>
    public void Save(CostOutcome outcome) => next.Save(outcome);

    /// <summary>Why a method does not apply, a sentence; null where it does, or where it failed.</summary>
    public string? Sentence(string method) =>
        !_failed.ContainsKey(method) && _lacks.TryGetValue(method, out var lack)
            ? $"{method} does not apply, undefined:{lack.Why}: {WithoutName(method, lack.Message)}"
            : null;

    // Messages begin with the method's name, for rows that do not say it.
    private static string WithoutName(string method, string message)
    {
        var name = method.Split(':', '@')[0];
        return message.StartsWith(name + ": ", StringComparison.Ordinal) ? message[(name.Length + 2)..]
            : message.StartsWith(name + " ", StringComparison.Ordinal) ? "it" + message[name.Length..]
            : message;
    }
}
