namespace VisEval.Training.Commands;

/// <summary>One thing the training program can do.</summary>
public interface ICommand
{
    /// <summary>The word that calls it.</summary>
    string Name { get; }

    /// <summary>One line for the help.</summary>
    string About { get; }

    /// <summary>The options it knows, without dashes.</summary>
    IReadOnlyList<string> Options { get; }

    /// <summary>Does it.</summary>
    /// <param name="arguments">What follows the name.</param>
    /// <returns>The exit status: 0, or 1 if what was asked for was done but did not succeed.</returns>
    /// <exception cref="Core.InputException">An argument is wrong.</exception>
    int Run(CommandArguments arguments);
}
