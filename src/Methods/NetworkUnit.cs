using VisEval.Onnx.Loading;

namespace VisEval.Methods;

/// <summary>What a picture of a network is made for: a class, a layer, a channel of a layer, or one neuron of it.</summary>
/// <param name="Name">How it is written: <c>class:3</c>, <c>TENSOR</c>, <c>TENSOR:channel</c> or <c>TENSOR:channel@y,x</c>.</param>
/// <param name="Tensor">The layer's tensor; null for a class.</param>
/// <param name="Channel">The class, or the channel of the layer; null for all of the layer.</param>
/// <param name="Place">Row and column of a neuron; null for all places.</param>
public sealed record NetworkUnit(string Name, string? Tensor, int? Channel, UnitPlace? Place = null)
{
    /// <summary>How channels and places lie in the tensor; null for a class, and for a layer without places.</summary>
    public PlaceLayout? Layout { get; init; }

    /// <summary>Whether it is a class: its response is the logit.</summary>
    public bool IsClass => Tensor is null;

    /// <summary>Whether it is a whole layer.</summary>
    public bool IsLayer => Channel is null;

    /// <summary>A class.</summary>
    public static NetworkUnit OfClass(int index) => new(FormattableString.Invariant($"class:{index}"), null, index);
}

/// <summary>A place of a layer.</summary>
/// <param name="Y">The row, from 0 at the top.</param>
/// <param name="X">The column, from 0 at the left.</param>
public readonly record struct UnitPlace(int Y, int X);
