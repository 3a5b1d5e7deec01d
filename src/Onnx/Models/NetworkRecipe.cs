using System.Runtime.CompilerServices;
using VisEval.Onnx.Loading;

namespace VisEval.Onnx.Models;

/// <summary>What is run: a network as its file gave it, and what is changed of it, in order. Equal recipes run the same numbers.</summary>
/// <param name="File">The network of the file.</param>
/// <param name="Steps">The changes.</param>
internal sealed record NetworkRecipe(LoadedNetwork File, ValueList<RecipeStep> Steps)
{
    /// <summary>Whether weights are drawn: then building the network takes time, and its weights take memory.</summary>
    public bool DrawsWeights => Steps.Any(s => s is RecipeStep.Redraw);

    /// <summary>The recipe with one more change.</summary>
    public NetworkRecipe Then(RecipeStep step) => this with { Steps = [.. Steps, step] };

    /// <summary>The same network with the weights of the file: its tensors, shapes and layers are the same.</summary>
    public NetworkRecipe WithTrainedWeights() =>
        DrawsWeights ? this with { Steps = [.. Steps.Where(s => s is not RecipeStep.Redraw)] } : this;

    /// <summary>Whether this recipe goes on where another ends.</summary>
    public bool Continues(NetworkRecipe other) =>
        ReferenceEquals(File, other.File) && Steps.Take(other.Steps.Count).SequenceEqual(other.Steps);

    /// <summary>Makes the network.</summary>
    public LoadedNetwork Build() => Steps.Aggregate(File, (network, step) => step.Apply(network));

    /// <summary>Whether another recipe has equal steps and the very same file.</summary>
    public bool Equals(NetworkRecipe? other) => other is not null && ReferenceEquals(File, other.File) && Steps.Equals(other.Steps);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(RuntimeHelpers.GetHashCode(File), Steps);
}
