using VisEval.Core;

namespace VisEval.Harness.Input;

/// <summary>Collects mistakes, so that a person hears of all of them at once; the same sentence counts once.</summary>
internal sealed class Mistakes
{
    private readonly List<string> _sentences = [];
    private readonly HashSet<string> _known = [];

    /// <summary>The number of different mistakes so far.</summary>
    public int Count => _sentences.Count;

    /// <summary>The mistakes so far.</summary>
    public IReadOnlyList<string> Sentences => [.. _sentences];

    /// <summary>Adds one mistake.</summary>
    public void Add(string sentence)
    {
        if (_known.Add(sentence))
            _sentences.Add(sentence);
    }

    /// <summary>Adds several mistakes.</summary>
    public void Add(IEnumerable<string> sentences)
    {
        foreach (var sentence in sentences)
            Add(sentence);
    }

    /// <summary>The result of <paramref name="action"/>, or null after its mistakes were added, each behind
    /// <paramref name="prefix"/>.</summary>
    public T? Try<T>(Func<T> action, string prefix = "") where T : class
    {
        try
        {
            return action();
        }
        catch (InputException exception)
        {
            Add(exception.Errors.Select(e => prefix + e));
            return null;
        }
    }

    /// <summary>Reports everything collected.</summary>
    /// <exception cref="InputException">There is at least one mistake.</exception>
    public void ThrowIfAny()
    {
        if (_sentences.Count > 0)
            throw new InputException([.. _sentences]);
    }
}
