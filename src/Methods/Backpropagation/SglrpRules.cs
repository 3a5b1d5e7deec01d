namespace VisEval.Methods.Backpropagation;

/// <summary>The rules of the two passes of softmax-gradient LRP.</summary>
internal enum SglrpRules
{
    /// <summary>Bounded deep Taylor decomposition: z⁺ without biases, z^B at the pixels.</summary>
    DeepTaylor,

    /// <summary>z⁺ at convolutions, ε at matrix products.</summary>
    EpsilonPlus,
}
