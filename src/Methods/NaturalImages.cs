using VisEval.Core;

namespace VisEval.Methods;

/// <summary>Photographs, or other pictures that a network was made for, loaded one at a time.</summary>
/// <param name="Count">How many.</param>
/// <param name="Picture">The picture of an index, C×H×W at the network's size, values in [0, 1]; safe to call from several
/// threads.</param>
/// <param name="Name">What a person calls it.</param>
public sealed record NaturalImages(int Count, Func<int, Tensor> Picture, Func<int, string> Name)
{
    /// <summary>What tells the content of a picture from that of others: the same for copies; by default its name.</summary>
    public Func<int, string> Content { get; init; } = Name;

    /// <summary>Pictures start…start+count−1 in one batch, N×C×H×W.</summary>
    public Tensor Batch(int start, int count) => Tensor.Stack([.. Enumerable.Range(start, count).Select(Picture)]);
}
