using VisEval.Core;

namespace VisEval.Harness.Datasets.Formats;

/// <summary>A layout in which labelled images lie on a disk: one class a layout, found by its <see cref="NamedAttribute"/>.</summary>
[UnitKind("dataset format", HasOptions = false)]
public interface IDatasetFormat
{
    /// <summary>What the layout looks like, in one sentence: which files and folders, and the rule of its boxes and masks.</summary>
    string Layout { get; }

    /// <summary>Whether the pictures may lie in a folder apart from the annotations, which the user then names.</summary>
    bool TakesPicturesElsewhere => false;

    /// <summary>Whether a folder or file looks like it, told by names and the first bytes; never by reading all of it.</summary>
    /// <param name="path">Full path of a folder or a file.</param>
    bool Recognizes(string path);

    /// <summary>Reads what the annotations say; opens pictures only where a size is needed that nothing states.</summary>
    /// <param name="source">Where it lies, and what the user stated of it.</param>
    /// <exception cref="InputException">It cannot be read as a dataset at all; every mistake. What can be left out is a problem of the
    /// content, not a mistake.</exception>
    DatasetContent Read(DatasetSource source);
}
