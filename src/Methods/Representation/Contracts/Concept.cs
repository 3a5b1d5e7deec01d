using VisEval.Core;

namespace VisEval.Methods.Representation.Contracts;

/// <summary>Something that images show and a person has a word for.</summary>
/// <param name="Name">The word, unique.</param>
/// <param name="Category">What kind of thing it is: <c>object</c>, <c>background</c>, <c>colour</c>, <c>folder</c>.</param>
/// <param name="Images">The images that show it: those of the dataset by their place, examples of a folder behind these; empty where it is
/// known by pixels only.</param>
/// <param name="HasPixels">Whether it is known where in an image it is.</param>
public sealed record Concept(string Name, string Category, IReadOnlyList<int> Images, bool HasPixels)
{
    /// <summary>Whether the user asked for it by name.</summary>
    public bool IsNamed { get; init; }
}

/// <summary>Where a concept is in an image.</summary>
/// <param name="Concept">Its place among the concepts.</param>
/// <param name="Pixels">Its pixels at the network's input.</param>
public sealed record ConceptMask(int Concept, PixelMask Pixels);
