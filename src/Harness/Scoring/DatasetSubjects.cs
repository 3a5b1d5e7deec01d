using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Evaluation;

namespace VisEval.Harness.Scoring;

/// <summary>Images of a dataset: in its order, each as often as it has targets, in the order of its labels.</summary>
/// <param name="dataset">The dataset.</param>
/// <param name="pairs">Images and classes in the order of the maps.</param>
/// <param name="preprocessing">How a picture becomes input.</param>
/// <param name="size">The network's input size.</param>
internal sealed class DatasetSubjects(
    Dataset dataset, IReadOnlyList<(DatasetImage Image, int? Target)> pairs, Preprocessing preprocessing, ImageSize size)
    : IMapSubjects
{
    public string Name => dataset.Manifest.Name;

    public int Count => pairs.Count;

    public string Each => pairs.DistinctBy(p => p.Image.Id).Count() == pairs.Count
        ? $"one for each image of dataset '{Name}'"
        : $"one for each class of each image of dataset '{Name}'";

    public Preprocessing? Preprocessing => preprocessing;

    public string ImageOf(int index) => pairs[index].Image.Id;

    public int? TargetOf(int index) => pairs[index].Target;

    public Seed SeedOf(Seed run, int index) => ImageSeed.Of(run, Name, pairs[index].Image.Id);

    public MapSubject Load(int index, int target)
    {
        var image = pairs[index].Image;
        var prepared = ImageLoader.Load(dataset, image, preprocessing, size);
        return new MapSubject(prepared.Input, image.Labels, asked => GroundTruthReader.For(dataset, image, asked, prepared.Geometry, size));
    }

    /// <summary>The images and classes the maps of a dataset are for, unless the user names classes.</summary>
    public static IReadOnlyList<(DatasetImage Image, int? Target)> Pairs(TargetChoice choice, IReadOnlyList<DatasetImage> images) =>
    [
        .. images.SelectMany(image => choice == TargetChoice.Top1
            ? [(image, (int?)null)]
            : Targets.Of(choice, image, -1).Select(target => (image, (int?)target))),
    ];
}
