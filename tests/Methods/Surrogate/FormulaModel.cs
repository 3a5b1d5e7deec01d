using VisEval.Core;
using VisEval.Onnx.Relevance;
using VisEval.Onnx.Runtime;

namespace VisEval.Tests.Methods.Surrogate;

/// <summary>A model of two classes; the logit of class 0 is a formula of the image, that of class 1 is 0. It remembers every image.</summary>
internal sealed class FormulaModel(ImageSize input, Func<float[], float> logit) : IModel
{
    public List<float[]> Seen { get; } = [];

    public ImageSize Input { get; } = input;

    public int ClassCount => 2;

    public string InputTensor => "input";

    public string CamTensor => throw new NotSupportedException();

    public IReadOnlyList<BiasTerm> Biases => throw new NotSupportedException();

    public IReadOnlyList<string> WeightLayers => throw new NotSupportedException();

    public ClassScores Predict(Tensor batch)
    {
        var logits = Tensor.Zeros(batch.BatchSize, 2);
        for (var i = 0; i < batch.BatchSize; i++)
        {
            Seen.Add(batch.Item(i).ToArray());
            logits.Item(i)[0] = logit(Seen[^1]);
        }
        return ClassScores.FromLogits(logits);
    }

    public IReadOnlyList<int> ShapeOf(string tensor) => throw new NotSupportedException();

    public IReadOnlyList<Tensor> Activations(Tensor batch, IReadOnlyList<string> tensors) => throw new NotSupportedException();

    public GradientResult Gradient(Tensor batch, Tensor seed, IReadOnlyList<string> of, RuleSet rules, Tensor? reference = null) =>
        throw new NotSupportedException();

    public IModel Randomize(IReadOnlyCollection<string> layers, Seed seed) => throw new NotSupportedException();
}
