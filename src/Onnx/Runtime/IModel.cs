using VisEval.Core;
using VisEval.Onnx.Gradients;
using VisEval.Onnx.Inspection;
using VisEval.Onnx.Relevance;

namespace VisEval.Onnx.Runtime;

/// <summary>A classifier whose inner tensors and derivatives can be asked for; safe to call from several threads.</summary>
public interface IModel : IClassifier
{
    /// <summary>The name of the image input tensor; ask <see cref="Gradient"/> for it to get the gradient at the pixels.</summary>
    string InputTensor { get; }

    /// <summary>The tensor that class activation methods use by default: the last one with spatial extent before pooling or flattening.</summary>
    /// <exception cref="InputException">The network has no spatial tensor.</exception>
    string CamTensor { get; }

    /// <summary>The shape of a tensor without its batch axis, as observed by running the network once.</summary>
    /// <exception cref="InputException">There is no such tensor; the message names the nearest ones.</exception>
    IReadOnlyList<int> ShapeOf(string tensor);

    /// <summary>The values of inner tensors for a batch, in the order asked; micro-batched within the memory budget.</summary>
    IReadOnlyList<Tensor> Activations(Tensor batch, IReadOnlyList<string> tensors);

    /// <summary>Values and derivatives of Σ_c seed_c · logit_c with respect to any tensors: the input, activations, weights.</summary>
    /// <remarks>The derivative by a weight is the sum over the batch; a tensor with k rows for every image comes as N×k×….</remarks>
    /// <param name="batch">Normalised images, N×C×H×W.</param>
    /// <param name="seed">N×classes: the weight of every logit; one-hot for the gradient of one class.</param>
    /// <param name="of">The tensors to differentiate with respect to. The pass goes no further back than needed.</param>
    /// <param name="rules">Gradient rules; <see cref="RuleSet.Standard"/> is the derivative.</param>
    /// <param name="reference">The images to compare with, one for each of the batch, for rules that read a reference.</param>
    /// <exception cref="NoGradientRuleException">An operator on the way has no rule; names operator and node.</exception>
    GradientResult Gradient(Tensor batch, Tensor seed, IReadOnlyList<string> of, RuleSet rules, Tensor? reference = null);

    /// <summary>The network from an inner tensor on, as a model whose image is that tensor; for methods that change what a layer says.</summary>
    /// <remarks>Where the network goes round the tensor (a shortcut, a dense connection), what passes beside it keeps the values it has for the image.
    /// A tensor of T×D values an image is an "image" of one channel, T rows and D columns. The model need not be disposed.</remarks>
    /// <param name="tensor">The tensor; it must have a row for every image.</param>
    /// <param name="image">The image, C×H×W values, whose values pass beside the tensor.</param>
    /// <exception cref="InputException">There is no such tensor, or the network cannot be run from there on; says why.</exception>
    IModel After(string tensor, Tensor image);

    /// <summary>Where in the network explanations can look.</summary>
    Landmarks Landmarks { get; }

    /// <summary>The biases of the layers, in the order of the network.</summary>
    IReadOnlyList<BiasTerm> Biases { get; }

    /// <summary>The weight layers that can be randomized, from the output towards the input.</summary>
    IReadOnlyList<string> WeightLayers { get; }

    /// <summary>A copy of the model in which the given layers have new random weights.</summary>
    /// <param name="layers">Names out of <see cref="WeightLayers"/>.</param>
    /// <param name="seed">Each layer draws from this seed refined by its own name.</param>
    /// <param name="draw">Where the weights come from.</param>
    IModel Randomize(IReadOnlyCollection<string> layers, Seed seed, WeightDraw draw = WeightDraw.Normal);

    /// <summary>A copy of the model that takes shifted images: f'(x + <paramref name="constant"/>) = f(x), up to rounding.</summary>
    /// <remarks>The shift is taken into the bias of the first layer where every reader of the image is a convolution with constant weights, a batch
    /// normalization right after it being folded in; else it is taken off in front of the network.</remarks>
    /// <param name="constant">What is added to every value of the image.</param>
    IModel ShiftInput(float constant);
}

/// <summary>What one forward and backward pass gives.</summary>
/// <param name="Scores">The scores of the forward pass.</param>
/// <param name="Values">The value of every tensor asked for, N×….</param>
/// <param name="Gradients">The derivative with respect to every tensor asked for, N×….</param>
public sealed record GradientResult(ClassScores Scores, IReadOnlyList<Tensor> Values, IReadOnlyList<Tensor> Gradients);

/// <summary>Shorthands for <see cref="IModel"/>.</summary>
public static class ModelExtensions
{
    /// <summary>The derivative of each image's own target logit with respect to one tensor, by the standard rules.</summary>
    public static GradientResult Gradient(this IModel model, Tensor batch, IReadOnlyList<int> targets, string of) =>
        model.Gradient(batch, OneHot(targets, model.ClassCount), [of], RuleSet.Standard);

    /// <summary>N×classes with a one at each image's target.</summary>
    public static Tensor OneHot(IReadOnlyList<int> targets, int classes)
    {
        var seed = Tensor.Zeros(targets.Count, classes);
        for (var i = 0; i < targets.Count; i++)
            seed.Item(i)[targets[i]] = 1;
        return seed;
    }
}
