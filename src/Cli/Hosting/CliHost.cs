namespace VisEval.Cli.Hosting;

/// <summary>Where the program runs: its streams, whether people look at them, its folders. Tests give it writers of their own.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Mistakes, notes and progress.</param>
public sealed record CliHost(TextWriter Out, TextWriter Error)
{
    /// <summary>Whether a person sees <see cref="Out"/>.</summary>
    public bool OutIsTerminal { get; init; }

    /// <summary>Whether a person sees <see cref="Error"/>; a progress bar is drawn only then.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Whether terminals may be coloured: not where the variable NO_COLOR is set.</summary>
    public bool Colours { get; init; }

    /// <summary>Columns of a line of <see cref="Out"/>.</summary>
    public int Width { get; init; } = 120;

    /// <summary>Columns of a line of <see cref="Error"/>.</summary>
    public int ErrorWidth { get; init; } = 80;

    /// <summary>The clock of progress and time left.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The folder the user stands in.</summary>
    public string CurrentDirectory { get; init; } = Environment.CurrentDirectory;

    /// <summary>The folder of the program itself.</summary>
    public string ProgramDirectory { get; init; } = AppContext.BaseDirectory;

    /// <summary>Asks long work to stop at the next good moment.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>The time that work gets to end by itself after <see cref="Stop"/>; with what a command still writes, a stop takes less than
    /// two seconds.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(0.7);

    /// <summary>The folders that names of datasets are looked up in: <c>datasets/</c> of the current directory and of every folder
    /// above it, then those above the program.</summary>
    public IEnumerable<string> DatasetFolders => Above(CurrentDirectory).Concat(Above(ProgramDirectory))
        .Select(d => Path.Combine(d, "datasets")).Where(Directory.Exists).Distinct();

    private static IEnumerable<string> Above(string directory)
    {
        for (var folder = new DirectoryInfo(directory); folder is not null; folder = folder.Parent)
            yield return folder.FullName;
    }
}
