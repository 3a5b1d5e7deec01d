using VisEval.Core;
using VisEval.Harness.Input;
using VisEval.Methods;
using VisEval.Onnx.Models;

namespace VisEval.Harness.Evaluation;

/// <summary>Where the map of one class of one image is.</summary>
/// <param name="File">Full path of the .npy file.</param>
/// <param name="Item">Its place on the first axis; null where the file holds this map alone.</param>
internal readonly record struct MapPlace(string File, int? Item);

/// <summary>Explanations from files: maps h×w, or C×h×w with the channels of the input or a single one, each alone in a file or one of
/// several on the first axis.</summary>
/// <param name="key">What results call it: the file's name without the ending, or <c>maps:NAME</c>.</param>
/// <param name="reduction">How channels become one value a pixel.</param>
/// <param name="placeOf">Where a map is; throws a <see cref="NotApplicableException"/> where there is none for the class.</param>
internal sealed class MapFileSource(string key, ChannelReduction reduction, Func<LoadedSubject, MapPlace> placeOf) : IExplanationSource
{
    /// <summary>Maps one after the other in a file, N×h×w or N×C×h×w; a single one may also be h×w.</summary>
    /// <param name="key">What results call it.</param>
    /// <param name="path">Full path of the .npy file.</param>
    /// <param name="reduction">How channels become one value a pixel.</param>
    /// <param name="first">By image id, the place in the file of the map for the image's first class;
    /// those for its other classes follow.</param>
    public static MapFileSource InOrder(string key, string path, ChannelReduction reduction, IReadOnlyDictionary<string, int> first) =>
        new(key, reduction, s => new MapPlace(path, first[s.Image.Image.Id] + s.Position));

    /// <inheritdoc/>
    public string Key => key;

    /// <summary>None: nothing but the maps of the file is known.</summary>
    public Unit<IAttributionMethod>? Method => null;

    /// <inheritdoc/>
    public double PassesOn(IModel model, int references) => 0;

    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, IReadOnlyList<LoadedSubject> subjects) =>
        [.. subjects.Select(s => new Attribution(Read(placeOf(s)), reduction))];

    /// <summary>The values of a map, h×w or C×h×w.</summary>
    internal static Tensor Read(MapPlace place) =>
        place.Item is not { } item || NpyFile.ReadShape(place.File).Length == 2 ? NpyFile.Read(place.File)
        : NpyFile.ReadItem(place.File, item);
}
