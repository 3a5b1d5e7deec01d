using VisEval.Core;
using VisEval.Onnx.Loading;

namespace VisEval.Onnx.Models;

/// <summary>What is known of a network without running it.</summary>
public interface INetworkFacts
{
    /// <summary>The name of the image input tensor; ask a model for the gradient at it to get that at the pixels.</summary>
    string InputTensor { get; }

    /// <summary>The tensor that class activation methods use by default: the last one with height and width before pooling or
    /// flattening.</summary>
    /// <exception cref="NotApplicableException">The network has no spatial tensor.</exception>
    string CamTensor { get; }

    /// <summary>The shape of a tensor without its batch axis.</summary>
    /// <exception cref="InputException">There is no such tensor; the message names the nearest ones.</exception>
    IReadOnlyList<int> ShapeOf(string tensor);

    /// <summary>The inner tensors that a unit can be part of: floating-point numbers for every image, in the order of the network; empty
    /// where none is known.</summary>
    IReadOnlyList<string> Tensors => [];

    /// <summary>The pixels that every place of a tensor can depend on; null where it sees all of the image, has no places, or nothing is
    /// known.</summary>
    ReceptiveField? FieldOf(string tensor) => null;

    /// <summary>Where in the network explanations can look.</summary>
    Landmarks Landmarks { get; }

    /// <summary>What in the network can keep every derivative from reaching the pixels.</summary>
    ClosedPaths ClosedPaths => ClosedPaths.None;

    /// <summary>The names of the classes, where the file holds them; else empty.</summary>
    IReadOnlyList<string> ClassNames => [];

    /// <summary>Why the scores may not be what they are taken for, a sentence; null where nothing speaks against it.</summary>
    string? ScoreDoubt => null;

    /// <summary>What its first operators do to pixels; null where they do nothing of the kind.</summary>
    OwnNormalization? Normalization => null;

    /// <summary>What changes the numbers and is not to be overlooked, sentences; empty where there is nothing.</summary>
    IReadOnlyList<string> Warnings => ScoreDoubt is { } doubt ? [doubt] : [];

    /// <summary>The biases of the layers, in the order of the network.</summary>
    IReadOnlyList<BiasTerm> Biases { get; }

    /// <summary>The weight layers that can be randomized, from the output towards the input.</summary>
    IReadOnlyList<string> WeightLayers { get; }
}
