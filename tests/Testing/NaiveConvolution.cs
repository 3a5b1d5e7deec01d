using VisEval.Core;

namespace VisEval.Tests.Testing;

/// <summary>A 3×3 convolution with bias, padded by one zero, of one image, as seven nested loops; and its transpose.</summary>
public sealed class NaiveConvolution(ImageSize input, int channels, int stride, double[] weights, double[] bias)
{
    public ImageSize Input { get; } = input;

    public ImageSize Output { get; } = new(channels, (input.Height - 1) / stride + 1, (input.Width - 1) / stride + 1);

    public static NaiveConvolution Random(ImageSize input, int channels, int stride, RandomSource random) => new(
        input, channels, stride,
        [.. Enumerable.Range(0, channels * input.Channels * 9).Select(_ => random.NextGaussian() / Math.Sqrt(input.Channels * 4.5))],
        [.. Enumerable.Range(0, channels).Select(_ => 0.1 * random.NextGaussian())]);

    public double[] Forward(double[] image)
    {
        var output = new double[Output.Length];
        for (var i = 0; i < output.Length; i++)
            output[i] = bias[i / Output.Pixels];
        ForEach((from, to, weight) => output[to] += weight * image[from]);
        return output;
    }

    public double[] Backward(double[] gradient)
    {
        var image = new double[Input.Length];
        ForEach((from, to, weight) => image[from] += weight * gradient[to]);
        return image;
    }

    private void ForEach(Action<int, int, double> connection)
    {
        for (var o = 0; o < Output.Channels; o++)
            for (var y = 0; y < Output.Height; y++)
                for (var x = 0; x < Output.Width; x++)
                    for (var c = 0; c < Input.Channels; c++)
                        for (var ky = 0; ky < 3; ky++)
                            for (var kx = 0; kx < 3; kx++)
                            {
                                var (row, column) = (y * stride + ky - 1, x * stride + kx - 1);
                                if (row >= 0 && row < Input.Height && column >= 0 && column < Input.Width)
                                    connection(
                                        (c * Input.Height + row) * Input.Width + column,
                                        (o * Output.Height + y) * Output.Width + x,
                                        weights[((o * Input.Channels + c) * 3 + ky) * 3 + kx]);
                            }
    }
}
