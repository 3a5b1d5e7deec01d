using VisEval.Core;

namespace VisEval.Methods;

/// <summary>How a picture with values in [0, 1] becomes the input of a network: x_c = black_c + p_s(c) · (white_c − black_c).</summary>
/// <param name="Black">What 0 is to the network, one value an input channel.</param>
/// <param name="White">What 1 is to the network; where it equals black (an opaque alpha channel) the picture has no say.</param>
/// <param name="Stored">s: which channel of the picture each input channel shows; 2, 1, 0 for a network that takes BGR.</param>
/// <param name="IsColour">Whether the first three channels of the picture are red, green and blue.</param>
public sealed record PictureSpace(IReadOnlyList<float> Black, IReadOnlyList<float> White, IReadOnlyList<int> Stored, bool IsColour)
{
    /// <summary>The number of channels.</summary>
    public int Channels => Stored.Count;

    /// <summary>Pictures that are the input as they are.</summary>
    public static PictureSpace Plain(int channels) => new(
        [.. Enumerable.Repeat(0f, channels)], [.. Enumerable.Repeat(1f, channels)], [.. Enumerable.Range(0, channels)], channels == 3);

    /// <summary>The input of pictures, N×C×H×W both.</summary>
    public Tensor ToInput(Tensor pictures) => Map(pictures, toInput: true, (p, c) => Black[c] + p * (White[c] - Black[c]));

    /// <summary>The pictures that inputs show, N×C×H×W both; not cut to [0, 1]; 1 in a channel that is constant.</summary>
    public Tensor ToPictures(Tensor inputs) =>
        Map(inputs, toInput: false, (x, c) => White[c] == Black[c] ? 1 : (x - Black[c]) / (White[c] - Black[c]));

    /// <summary>The derivative by the pictures, of one by their inputs: the adjoint of the linear part of <see cref="ToInput"/>.</summary>
    public Tensor Transpose(Tensor gradient) => Map(gradient, toInput: false, (g, c) => g * (White[c] - Black[c]));

    private Tensor Map(Tensor from, bool toInput, Func<float, int, float> value)
    {
        var to = Tensor.Zeros(from.Shape);
        var plane = from.ItemLength / Channels;
        for (var n = 0; n < from.BatchSize; n++)
            for (var c = 0; c < Channels; c++)
            {
                var source = from.Item(n).Slice((toInput ? Stored[c] : c) * plane, plane);
                var target = to.Item(n).Slice((toInput ? c : Stored[c]) * plane, plane);
                for (var i = 0; i < plane; i++)
                    target[i] = value(source[i], c);
            }
        return to;
    }
}
