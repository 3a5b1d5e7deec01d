namespace VisEval.Harness.Datasets.Formats;

/// <summary>What a folder in a known layout holds.</summary>
/// <param name="Folder">Full path of the folder that files are relative to.</param>
/// <param name="Classes">The classes; the index is the label. Empty where nothing names any.</param>
/// <param name="Images">The images whose picture exists, in the order of the layout.</param>
/// <param name="Problems">What was left out or looks wrong, in sentences that name the file; none where nothing was.</param>
public sealed record DatasetContent(
    string Folder, IReadOnlyList<DatasetClass> Classes, IReadOnlyList<DatasetImage> Images, IReadOnlyList<string>? Problems = null)
{
    /// <summary>What was left out or looks wrong, in sentences that name the file.</summary>
    public IReadOnlyList<string> Problems { get; init; } = Problems ?? [];
}

/// <summary>A class of a dataset.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Id">What the files call it (a number, a synset), or null; two classes may share a name, but not an id.</param>
public sealed record DatasetClass(string Name, string? Id = null);
