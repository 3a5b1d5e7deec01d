using System.Globalization;
using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Evaluation;

namespace VisEval.Harness.Scoring;

/// <summary>Images of an array, called by their place.</summary>
/// <param name="name">What results call the array.</param>
/// <param name="images">Normalised pixels, N×C×H×W.</param>
/// <param name="pairs">Images and classes in the order of the maps.</param>
/// <param name="truths">Where the class is, one a map; empty where nothing says.</param>
/// <param name="preprocessing">How a picture becomes input, where that is known.</param>
internal sealed class ArraySubjects(
    string name, Tensor images, IReadOnlyList<(int Image, int? Target)> pairs, IReadOnlyList<GroundTruth?> truths, Preprocessing? preprocessing)
    : IMapSubjects
{
    public string Name => name;

    public int Count => pairs.Count;

    public string Each => images.BatchSize == 1 && pairs.Count > 1 ? "one for each class of --target" : $"one for each image of '{name}'";

    public Preprocessing? Preprocessing => preprocessing;

    public string ImageOf(int index) => index.ToString(CultureInfo.InvariantCulture);

    public int? TargetOf(int index) => pairs[index].Target;

    // Not of the file's name, which is chance; and the same for all classes of an image.
    public Seed SeedOf(Seed run, int index) => ImageSeed.Of(run, "", pairs[index].Image.ToString(CultureInfo.InvariantCulture));

    public MapSubject Load(int index, int target) =>
        new(images.Items(pairs[index].Image, 1), [], asked => asked == target && truths.Count > 0 ? truths[index] : null);
}
