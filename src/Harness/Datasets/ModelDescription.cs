using VisEval.Core;
using VisEval.Onnx.Loading;

namespace VisEval.Harness.Datasets;

/// <summary>The content of model.json, which stands beside a model; every field may be absent.</summary>
/// <param name="Name">What people call it; results use the name of the folder or file.</param>
/// <param name="Description">What it is.</param>
/// <param name="Licence">Under which terms.</param>
/// <param name="Preprocessing">How a picture becomes its input; null for that of the dataset.</param>
/// <param name="CamTensor">The tensor that class activation methods use by default; null for the one found in the network.</param>
/// <param name="InputSize">The image size the network is run with, for a network that leaves it free.</param>
/// <param name="Control">A model that is there for comparison, for example one trained on random labels;
/// run only where it is named.</param>
/// <param name="Accuracy">Top-1 accuracy on held-out images, 0..1.</param>
/// <param name="TrainingAccuracy">Top-1 accuracy on the training images, 0..1.</param>
/// <param name="RandomLabels">The .onnx file of a network of the same architecture that was fitted to random labels, for the sanity check
/// by data randomization; relative to the folder of this description.</param>
/// <param name="ScoreKind">How the scores are meant, for a network that does not end in a softmax or a sigmoid; null for a softmax (of one
/// score an image, a sigmoid).</param>
/// <param name="Output">The tensor with the scores, for a network with several outputs; null for the one that is found.</param>
/// <param name="Inputs">Values of further inputs of the network that are held constant, by name: one for the whole tensor, or all of
/// them.</param>
/// <param name="Notes">Anything else worth stating; not interpreted.</param>
internal sealed record ModelDescription(
    string? Name = null,
    string? Description = null,
    string? Licence = null,
    Preprocessing? Preprocessing = null,
    string? CamTensor = null,
    ImageSize? InputSize = null,
    bool Control = false,
    double? Accuracy = null,
    double? TrainingAccuracy = null,
    IReadOnlyDictionary<string, string>? Notes = null,
    string? RandomLabels = null,
    ScoreKind? ScoreKind = null,
    string? Output = null,
    IReadOnlyDictionary<string, IReadOnlyList<double>>? Inputs = null)
{
    /// <summary>What it says of what the file leaves open.</summary>
    public NetworkChoices Choices => new(InputSize, Output, ScoreKind)
    {
        Inputs = Inputs ?? NetworkChoices.None.Inputs,
        CamTensor = CamTensor,
        LabelOffset = LabelOffset,
        LabelMap = LabelMap,
        ClassNames = ClassNames,
        Reduction = Reduction,
    };

    /// <summary>For a network with a plane of scores a class: how a plane becomes one score; null for none.</summary>
    public ScoreReduction? Reduction { get; init; }

    /// <summary>The number of scores before that of class 0, for a network that begins with a background; 0 for none.</summary>
    public int LabelOffset { get; init; }

    /// <summary>For every class of the dataset, which of the network's scores it is; null where they are the same.</summary>
    public IReadOnlyList<int>? LabelMap { get; init; }

    /// <summary>The names of the classes, in their order, or the name of a text file with one a line; null for those in the network's
    /// file.</summary>
    public IReadOnlyList<string>? ClassNames { get; init; }
}
