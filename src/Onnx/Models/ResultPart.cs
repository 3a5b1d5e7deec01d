using Microsoft.ML.OnnxRuntime;
using VisEval.Core;
using VisEval.Onnx.Loading;

namespace VisEval.Onnx.Models;

/// <summary>A part of a batch.</summary>
/// <param name="Start">Its first image.</param>
/// <param name="Count">How many images it has.</param>
/// <param name="Fed">How many were fed: more where copies fill a fixed batch.</param>
/// <param name="Total">The images of the whole batch.</param>
internal readonly record struct PartOfBatch(int Start, int Count, int Fed, int Total);

/// <summary>How the answers for the parts of a batch make up the answer for all of it.</summary>
internal abstract record ResultPart
{
    /// <summary>The answer has rows for every image: N×….</summary>
    public static ResultPart ByImage { get; } = new Rows();

    /// <summary>The answer is a sum over images.</summary>
    public static ResultPart Summed { get; } = new Sum();

    /// <summary>The answer does not depend on the images.</summary>
    public static ResultPart Same { get; } = new Once();

    /// <summary>Adds the answer for a part of a batch to the answer for all of it.</summary>
    public abstract void Put(ref Tensor? result, OrtValue value, PartOfBatch part);

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
        public override void Put(ref Tensor? result, OrtValue value, PartOfBatch part)
        {
            var (start, count, fed, total) = part;
            var shape = Shape(value);
            if (shape.Length == 0 || shape[0] == 0 || shape[0] % fed != 0)
                throw new InputException(
                    $"A tensor has the shape [{string.Join("×", shape)}] for {fed} images: its first axis does not count them, "
                    + "so it has no value for each image.");
            result ??= Tensor.Zeros(shape[0] == fed ? [total, .. shape[1..]] : [total, shape[0] / fed, .. shape[1..]]);
            value.GetTensorDataAsSpan<float>()[..(count * result.ItemLength)].CopyTo(result.Values.AsSpan(start * result.ItemLength));
        }
    }

    private sealed record Sum : ResultPart
    {
        public override void Put(ref Tensor? result, OrtValue value, PartOfBatch part)
        {
            result ??= Tensor.Zeros(Shape(value));
            var summand = value.GetTensorDataAsSpan<float>();
            for (var i = 0; i < summand.Length; i++)
                result.Values[i] += summand[i];
        }
    }

    private sealed record Once : ResultPart
    {
        public override void Put(ref Tensor? result, OrtValue value, PartOfBatch part) =>
            result ??= new Tensor(value.GetTensorDataAsSpan<float>().ToArray(), Shape(value));
    }
}
