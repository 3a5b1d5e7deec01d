using VisEval.Onnx.Loading;

namespace VisEval.Methods;

/// <summary>What a picture of a network is made for: a class, a layer, a channel of a layer, one neuron of it, or a direction: a weighted
/// sum of channels or classes.</summary>
/// <param name="Name">How it is written: <c>class:3</c>, <c>TENSOR</c>, <c>TENSOR:channel</c>, <c>TENSOR:channel@y,x</c>, and for
/// directions <c>TENSOR:3+17*0.5</c>.</param>
/// <param name="Tensor">The layer's tensor; null for a class.</param>
/// <param name="Channel">The class, or the channel of the layer; null for all of the layer and for a direction.</param>
/// <param name="Place">Row and column of a neuron; null for all places.</param>
public sealed record NetworkUnit(string Name, string? Tensor, int? Channel, UnitPlace? Place = null)
{
    /// <summary>How channels and places lie in the tensor; null for a class, and for a layer without places.</summary>
    public PlaceLayout? Layout { get; init; }

    /// <summary>The channels or classes of a direction; null for what is none.</summary>
    public UnitDirection? Direction { get; init; }

    /// <summary>Whether it is a class, or a direction of classes: its response is made of logits.</summary>
    public bool IsClass => Tensor is null;

    /// <summary>Whether it is a whole layer.</summary>
    public bool IsLayer => Channel is null && Direction is null;

    /// <summary>The channels or classes that the response sums up, with their weights; none for a whole layer.</summary>
    public IReadOnlyList<UnitTerm> Terms => Direction?.Terms ?? (Channel is { } channel ? [new UnitTerm(channel, 1)] : []);

    /// <summary>A class.</summary>
    public static NetworkUnit OfClass(int index) => new(FormattableString.Invariant($"class:{index}"), null, index);
}

/// <summary>A place of a layer.</summary>
/// <param name="Y">The row, from 0 at the top.</param>
/// <param name="X">The column, from 0 at the left.</param>
public readonly record struct UnitPlace(int Y, int X);
