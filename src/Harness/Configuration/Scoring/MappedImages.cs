using System.Globalization;
using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Evaluation;

namespace VisEval.Harness.Configuration.Scoring;

/// <summary>The images that the maps of a file are about, in the order of the maps.</summary>
/// <param name="Images">The images, with their classes.</param>
/// <param name="Count">The number of maps a file holds.</param>
/// <param name="Each">For people: what there is one map of.</param>
internal sealed record MappedImages(IImageSource Images, int Count, string Each)
{
    /// <summary>By image id, the place of the map for its first class.</summary>
    public IReadOnlyDictionary<string, int> First()
    {
        var (places, next) = (new Dictionary<string, int>(), 0);
        foreach (var image in Images.Images)
        {
            places.Add(image.Id, next);
            next += Images.Targets(image, -1).Count;
        }
        return places;
    }

    /// <summary>Images of a dataset: in its order, each as often as it has classes to explain, in the order of its labels.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="images">Its images after the limit.</param>
    /// <param name="targets">The classes that the user names; empty for those of the dataset.</param>
    /// <param name="preprocessing">How a picture becomes input.</param>
    /// <param name="size">The network's input size.</param>
    public static MappedImages OfDataset(
        Dataset dataset, IReadOnlyList<DatasetImage> images, IReadOnlyList<int> targets, Preprocessing preprocessing, ImageSize size)
    {
        var named = targets.Count == 0
            ? null
            : Targets.Pairs(targets, images.Count).GroupBy(p => images[p.Image].Id)
                .ToDictionary(g => g.Key, g => (IReadOnlyList<int?>)[.. g.Select(p => p.Target)]);
        var source = new DatasetImages(dataset, images, preprocessing, size, named);
        var count = images.Sum(image => source.Targets(image, -1).Count);
        return new MappedImages(
            source, count, count == images.Count
                ? $"one for each image of dataset '{source.Name}'"
                : $"one for each class of each image of dataset '{source.Name}'");
    }

    /// <summary>Images of an array, called by the place of their map.</summary>
    /// <param name="name">What results call the array.</param>
    /// <param name="images">Normalised pixels, N×C×H×W.</param>
    /// <param name="targets">The classes that the user names; empty for the model's top-1.</param>
    /// <param name="truths">Where the class is, one a map; empty where nobody says.</param>
    /// <param name="preprocessing">How a picture becomes input, where that is known.</param>
    public static MappedImages OfArray(
        string name, Tensor images, IReadOnlyList<int> targets, IReadOnlyList<GroundTruth?> truths, Preprocessing? preprocessing)
    {
        var pairs = Targets.Pairs(targets, images.BatchSize);
        var contents = InputArray.Contents(images);
        var loose = pairs.Index().Select(p => new LooseImage(
            p.Index.ToString(CultureInfo.InvariantCulture),
            () => images.Items(p.Item.Image, 1),
            [p.Item.Target],
            truths.Count > 0 ? truths[p.Index] : null,
            contents[p.Item.Image]));
        return new MappedImages(
            new LooseImages(name, [.. loose], preprocessing), pairs.Count,
            images.BatchSize == 1 && pairs.Count > 1 ? "one for each class of --target" : $"one for each image of '{name}'");
    }
}
