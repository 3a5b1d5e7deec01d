using VisEval.Onnx.Loading;

namespace VisEval.Harness.Datasets;

/// <summary>What a file for <c>--preprocessing</c> says; it stands before the JSON file beside the model and before the dataset.</summary>
/// <param name="Preprocessing">How a picture becomes input.</param>
/// <param name="Choices">What else it says of the network: labels, kind of the scores, output, sizes, held inputs, layer.</param>
internal sealed record StatedInput(Preprocessing Preprocessing, NetworkChoices Choices);
