using VisEval.Core;

namespace VisEval.Tests.Testing;

/// <summary>A classifier whose logits are a formula, and which remembers what it was asked.</summary>
public sealed class FakeClassifier(ImageSize input, int classCount, Func<float[], float[]> logits) : IClassifier
{
    public ImageSize Input { get; } = input;

    public int ClassCount { get; } = classCount;

    /// <summary>The number of images of every call of <see cref="Predict"/>.</summary>
    public List<int> Calls { get; } = [];

    /// <summary>Every image seen.</summary>
    public List<float[]> Seen { get; } = [];

    /// <summary>Logit of class c = weights[c] · image.</summary>
    public static FakeClassifier Linear(ImageSize input, params float[][] weights) =>
        new(input, weights.Length, image => [.. weights.Select(w => (float)w.Zip(image, (a, b) => (double)a * b).Sum())]);

    /// <summary>Two classes; the logit of class 0 is the sum over the patch in all channels, that of class 1 is 0.</summary>
    public static FakeClassifier Patch(ImageSize input, Box patch)
    {
        var weights = new float[input.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            var (y, x) = (i % input.Pixels / input.Width, i % input.Width);
            weights[i] = x >= patch.X0 && x < patch.X1 && y >= patch.Y0 && y < patch.Y1 ? 1 : 0;
        }
        return Linear(input, weights, new float[input.Length]);
    }

    public ClassScores Predict(Tensor batch)
    {
        Calls.Add(batch.BatchSize);
        var scores = Tensor.Zeros(batch.BatchSize, ClassCount);
        for (var i = 0; i < batch.BatchSize; i++)
        {
            var image = batch.Item(i).ToArray();
            Seen.Add(image);
            logits(image).CopyTo(scores.Item(i));
        }
        return ClassScores.FromLogits(scores);
    }
}
