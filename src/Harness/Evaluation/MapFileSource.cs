using VisEval.Core;
using VisEval.Harness.Input;
using VisEval.Methods;
using VisEval.Onnx.Models;

namespace VisEval.Harness.Evaluation;

/// <summary>Explanations from a file: N×h×w, h×w of the only one, or N×C×h×w with the channels of the input or a single one.</summary>
/// <param name="key">What results call it: the file's name without the ending.</param>
/// <param name="path">Full path of the .npy file.</param>
/// <param name="reduction">How channels become one value a pixel.</param>
/// <param name="first">By image id, the place in the file of the map for the image's first class;
/// those for its other classes follow.</param>
internal sealed class MapFileSource(string key, string path, ChannelReduction reduction, IReadOnlyDictionary<string, int> first)
    : IExplanationSource
{
    /// <inheritdoc/>
    public string Key => key;

    /// <summary>None: nothing but the maps of the file is known.</summary>
    public Unit<IAttributionMethod>? Method => null;

    /// <inheritdoc/>
    public double PassesOn(IModel model, int references) => 0;

    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, IReadOnlyList<LoadedSubject> subjects) =>
        [.. subjects.Select(s => new Attribution(Map(first[s.Image.Image.Id] + s.Position), reduction))];

    private Tensor Map(int place) => NpyFile.ReadShape(path).Length == 2 ? NpyFile.Read(path) : NpyFile.ReadItem(path, place);
}
