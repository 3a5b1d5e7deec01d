using VisEval.Harness.Datasets;
using VisEval.Harness.Evaluation;

namespace VisEval.Harness.Configuration.Running;

/// <summary>A network of a run on a dataset, opened so that a pass takes one thread: an ascent grows a difference in the last bit, and
/// threads are to change no picture.</summary>
/// <param name="Name">Its name in results.</param>
/// <param name="Dataset">The dataset with the images of the run.</param>
/// <param name="Opened">The network.</param>
internal sealed record RunNetwork(string Name, DatasetPlan Dataset, OpenedModel Opened)
{
    /// <summary>The images as the network sees them.</summary>
    public DatasetImages Images { get; } = new(
        Dataset.Dataset, Dataset.Images, ModelFit.PreprocessingOf(Opened, Dataset.Dataset), Opened.Model.Input);

    /// <summary>The name of the dataset.</summary>
    public string DatasetName => Dataset.Dataset.Manifest.Name;
}
