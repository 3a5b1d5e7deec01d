namespace VisEval.Distributed.Runs;

/// <summary>A dataset or model of a run.</summary>
/// <param name="Kind">Which of both.</param>
/// <param name="Name">Its name in results.</param>
/// <param name="Path">What the run names: a file or folder, a full path.</param>
internal sealed record PoolInput(string Kind, string Name, string Path)
{
    /// <summary>The kind of datasets.</summary>
    public const string Dataset = "dataset";

    /// <summary>The kind of models.</summary>
    public const string Model = "model";

    /// <summary>Whether it is there on this machine.</summary>
    public bool Exists => File.Exists(Path) || Directory.Exists(Path);
}
