using VisEval.Core;
using VisEval.Onnx.Gradients;
using VisEval.Onnx.Relevance;

namespace VisEval.Onnx.Models;

/// <summary>A classifier whose inner tensors and derivatives can be asked for; safe to call from several threads.</summary>
public interface IModel : IClassifier
{
    /// <summary>What is known of the network without running it.</summary>
    INetworkFacts Network { get; }

    /// <summary>The values of inner tensors for a batch, in the order asked; micro-batched within the memory budget.</summary>
    /// <exception cref="InputException">There is no such tensor; the message names the nearest ones.</exception>
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

    /// <summary>The value of an inner tensor a and the derivatives of Σ seed · a with respect to tensors before it.</summary>
    /// <remarks>Only the network up to the tensor is run. With <see cref="RuleSet.OfHalfSquaredDistance"/> it is the derivative of
    /// ½Σ(a − seed)².</remarks>
    /// <param name="batch">Normalised images, N×C×H×W.</param>
    /// <param name="from">The tensor; it has a value for every image.</param>
    /// <param name="seed">The weight of every value of the tensor, N×(its shape for an image).</param>
    /// <param name="of">The tensors to differentiate with respect to; what the tensor does not depend on has the derivative 0.</param>
    /// <param name="rules">Gradient rules that read no reference.</param>
    /// <exception cref="InputException">There is no such tensor, or it has no values for each image.</exception>
    /// <exception cref="NoGradientRuleException">An operator on the way has no rule; names operator and node.</exception>
    TensorGradient Gradient(Tensor batch, string from, Tensor seed, IReadOnlyList<string> of, RuleSet rules) =>
        throw new NotApplicableException("no-inner-gradient", $"This model cannot be differentiated at the tensor '{from}'.");

    /// <summary>A changed copy: other weights, shifted images, or only the part from a tensor on. The model itself is unchanged.</summary>
    /// <exception cref="InputException">The network cannot be changed so; says why.</exception>
    IModel With(Alteration change);

    /// <summary>The full path of an .onnx file of this network, for programs that open one: the file it was opened from, or a copy of that
    /// with other weights or shifted images.</summary>
    /// <param name="directory">Where a copy is written.</param>
    /// <exception cref="NotApplicableException">No file can be written of it; says why.</exception>
    string FileIn(string directory) => throw new NotApplicableException(
        "no-network-file", "This network cannot be handed to another program: no file can be written of it.");
}
