using VisEval.Core;

namespace VisEval.Metrics.Faithfulness;

/// <summary>What F-Fidelity reads off the model.</summary>
[About("What is read off the model: the target's probability, or whether it is the class named.")]
internal enum FidelityScore
{
    /// <summary>The softmax probability of the target.</summary>
    Probability,

    /// <summary>1 where the target is the most likely class, else 0: the mean is an accuracy.</summary>
    Accuracy,
}
