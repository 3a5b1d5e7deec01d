using Microsoft.ML.OnnxRuntime;
using VisEval.Core;
using VisEval.Onnx.Loading;

namespace VisEval.Onnx.Models;

/// <summary>How the answers for the parts of a batch make up the answer for all of it.</summary>
internal abstract record ResultPart
{
    /// <summary>The answer has rows for every image: N×….</summary>
    public static ResultPart ByImage { get; } = new Rows();

    /// <summary>The answer is a sum over images.</summary>
    public static ResultPart Summed { get; } = new Sum();

    /// <summary>The answer does not depend on the images.</summary>
    public static ResultPart Same { get; } = new Once();

    /// <summary>Adds the answer for <paramref name="count"/> images from <paramref name="start"/> on to the answer for
    /// <paramref name="total"/>.</summary>
    public abstract void Put(ref Tensor? result, OrtValue value, int start, int count, int total);

    /// <summary>The shape of a tensor's answer: whole for a weight, for one image otherwise.</summary>
    public static IReadOnlyList<int> Shape(LoadedNetwork network, string tensor)
    {
        var shape = network.Shapes.Of(tensor);
        if (network.Graph.Constants.ContainsKey(tensor))
            return [.. shape.Select(d => (int)d)];
        var rows = shape.Length > 0 ? shape[0] / 2 : 1;
        return [.. (rows > 1 ? shape.Skip(1).Prepend(rows) : shape.Skip(1)).Select(d => (int)d)];
    }

    private static int[] Shape(OrtValue value) => [.. value.GetTensorTypeAndShape().Shape.Select(d => (int)d)];

    private sealed record Rows : ResultPart
    {
        // Several rows an image (windows folded into the batch) become an axis of their own.
        public override void Put(ref Tensor? result, OrtValue value, int start, int count, int total)
        {
            var shape = Shape(value);
            if (shape.Length == 0 || shape[0] == 0 || shape[0] % count != 0)
                throw new InputException(
                    $"A tensor has the shape [{string.Join("×", shape)}] for {count} images: its first axis does not count them, "
                    + "so it has no value for each image.");
            result ??= Tensor.Zeros(shape[0] == count ? [total, .. shape[1..]] : [total, shape[0] / count, .. shape[1..]]);
            value.GetTensorDataAsSpan<float>().CopyTo(result.Values.AsSpan(start * result.ItemLength));
        }
    }

    private sealed record Sum : ResultPart
    {
        public override void Put(ref Tensor? result, OrtValue value, int start, int count, int total)
        {
            result ??= Tensor.Zeros(Shape(value));
            var part = value.GetTensorDataAsSpan<float>();
            for (var i = 0; i < part.Length; i++)
                result.Values[i] += part[i];
        }
    }

    private sealed record Once : ResultPart
    {
        public override void Put(ref Tensor? result, OrtValue value, int start, int count, int total) =>
            result ??= new Tensor(value.GetTensorDataAsSpan<float>().ToArray(), Shape(value));
    }
}
