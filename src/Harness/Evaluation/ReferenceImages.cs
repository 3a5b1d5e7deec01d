using VisEval.Core;

namespace VisEval.Harness.Evaluation;

/// <summary>The images that methods compare an image with: the first N of a list, without the image itself.</summary>
/// <remarks>The list does not depend on which images are explained, so that no number does.</remarks>
/// <param name="source">For people: where they are from, a part of a sentence.</param>
/// <param name="count">N.</param>
/// <param name="images">The list, normalised, M×C×H×W: N + 1 images, or fewer where there are no more.</param>
internal sealed class ReferenceImages(string source, int count, Tensor images)
{
    private readonly Tensor _first = images.Items(0, Math.Min(count, images.BatchSize));

    /// <summary>For people: where they are from, a part of a sentence.</summary>
    public string Source => source;

    /// <summary>The number N of references; one less for an image of a list that holds no more.</summary>
    public int Count => _first.BatchSize;

    /// <summary>Whether an image of the list has N references too.</summary>
    public bool HasSpare => images.BatchSize > Count;

    /// <summary>The references of an image, normalised, N×C×H×W; none, 0×C×H×W, where the list holds nothing but the image.</summary>
    /// <param name="image">The image's normalised values.</param>
    public Tensor For(Tensor image)
    {
        bool IsOther(int i) => !images.Item(i).SequenceEqual(image.Values);
        if (Enumerable.Range(0, Count).All(IsOther))
            return _first;
        var others = Enumerable.Range(0, images.BatchSize).Where(IsOther).Take(count).Select(i => images.Items(i, 1)).ToList();
        return others.Count == 0 ? images.Items(0, 0) : ImageStack.Of(others);
    }
}
