using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Evaluation;
using VisEval.Methods.Representation.Contracts;

namespace VisEval.Harness.Configuration.Representing;

/// <summary>The images of a study as a network sees them, and where concepts are in them.</summary>
/// <param name="source">The images of the dataset.</param>
/// <param name="concepts">The concepts.</param>
/// <param name="input">The network's input size.</param>
internal sealed class NetworkImages(DatasetImages source, ConceptChoice concepts, ImageSize input)
{
    private readonly int[] _objects =
        [.. source.Dataset.Manifest.Classes.Select(name => concepts.PlaceOf(ConceptChoice.Object, name))];

    /// <summary>A network with its images.</summary>
    public static StudiedNetwork Of(
        string name, OpenedModel opened, IReadOnlyList<string> layers, Dataset dataset, IReadOnlyList<DatasetImage> images,
        ConceptChoice concepts)
    {
        var source = new DatasetImages(dataset, images, ModelFit.PreprocessingOf(opened, dataset), opened.Model.Input);
        var own = new NetworkImages(source, concepts, opened.Model.Input);
        return new StudiedNetwork(name, opened.Model, layers, own.Load, own.Masks);
    }

    private Tensor Load(int image) => image < source.Images.Count
        ? source.Load(source.Images[image]).Input
        : ImageLoader.Load(concepts.Files[image - source.Images.Count], source.Preprocessing, input).Input;

    private IReadOnlyList<ConceptMask> Masks(int image)
    {
        var prepared = source.Load(source.Images[image]);
        return [.. Objects(prepared).Concat(Colours(prepared)).Where(m => m.Pixels.Count > 0)];
    }

    private IEnumerable<ConceptMask> Objects(PreparedImage prepared)
    {
        var (image, covered) = (prepared.Image, new bool[input.Pixels]);
        foreach (var label in image.Labels)
            if (source.Truth(prepared, label, label) is { } truth)
            {
                foreach (var (i, isObject) in truth.Input.Pixels.Index())
                    covered[i] |= isObject || truth.InputIgnored?.Pixels[i] == true;
                if (label < _objects.Length && _objects[label] >= 0)
                    yield return new ConceptMask(_objects[label], truth.Input);
            }
        if (image.Background is { } name && Places.HasAll(image) && concepts.PlaceOf(ConceptChoice.Background, name) is >= 0 and var place)
            yield return new ConceptMask(place, new PixelMask(Array.ConvertAll(covered, c => !c), input.Height, input.Width));
    }

    private IEnumerable<ConceptMask> Colours(PreparedImage prepared)
    {
        // A grey picture has no colours to tell.
        if (concepts.Colours.Count == 0 || source.Preprocessing.ChannelCount < 3)
            return [];
        var masks = concepts.Colours.ToDictionary(c => c.Key, _ => new bool[input.Pixels]);
        double Stored(int pixel, int channel) => Math.Clamp(
            source.Preprocessing.Stored(prepared.Input.Values[channel * input.Pixels + pixel], channel) / 255, 0, 1);
        var (red, blue) = (source.Preprocessing.StoredChannel(0), source.Preprocessing.StoredChannel(2));
        for (var i = 0; i < input.Pixels; i++)
            if (masks.TryGetValue(BasicColours.Of(Stored(i, red), Stored(i, 1), Stored(i, blue)), out var mask))
                mask[i] = true;
        return masks.Select(m => new ConceptMask(concepts.Colours[m.Key], new PixelMask(m.Value, input.Height, input.Width)));
    }
}
