using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Input;
using VisEval.Methods.Representation.Contracts;
using VisEval.Methods.Representation.Shared;

namespace VisEval.Harness.Configuration.Representing;

/// <summary>Makes studies: networks with their layers, the images of a dataset and the concepts in them.</summary>
internal static class Studies
{
    /// <summary>By network the layers that texts mean; one that no network has is a mistake.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Layers(
        IReadOnlyList<(string Name, OpenedModel Opened)> opened, IReadOnlyList<string> texts, Mistakes mistakes) =>
        OnNetworks.Find("--layer", opened, texts, (model, text) => LayerChoice.Of(model.Model, text), mistakes);

    /// <summary>Every network, those without layers with none of them: for what can be told of a study that will not be made.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> WithAll(
        IReadOnlyList<(string Name, OpenedModel Opened)> opened, IReadOnlyDictionary<string, IReadOnlyList<string>> layers) =>
        opened.ToDictionary(o => o.Name, o => layers.GetValueOrDefault(o.Name, []));

    /// <summary>The study of those networks that have layers.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="images">Its images.</param>
    /// <param name="opened">The networks.</param>
    /// <param name="layers">By network its layers.</param>
    /// <param name="texts">Concepts as written.</param>
    /// <param name="directory">Where relative paths start.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="mistakes">Where mistakes go.</param>
    public static Study Of(
        Dataset dataset, IReadOnlyList<DatasetImage> images, IReadOnlyList<(string Name, OpenedModel Opened)> opened,
        IReadOnlyDictionary<string, IReadOnlyList<string>> layers, IReadOnlyList<string> texts, string directory, Seed seed,
        Mistakes mistakes)
    {
        var concepts = ConceptChoice.Of(dataset, images, texts, directory, mistakes);
        var study = new Study(
            [
                .. opened.Where(o => layers.ContainsKey(o.Name))
                    .Select(o => NetworkImages.Of(o.Name, o.Opened, layers[o.Name], dataset, images, concepts)),
            ],
            [.. images.Select(i => new StudiedImage(i.Id, i.Labels) { Content = Sha256.Of(i.Source.Read(dataset.Folder)) })],
            Classes(dataset, images), concepts.All, seed);
        if (study.Networks.Count > 0)
            foreach (var (index, file) in concepts.Files.Index())
                mistakes.Try(() => study.Networks[0].Load(images.Count + index), $"{file}: ");
        return study;
    }

    // A dataset without names has its classes by number.
    private static IReadOnlyList<string> Classes(Dataset dataset, IReadOnlyList<DatasetImage> images) =>
    [
        .. Enumerable.Range(0, Math.Max(dataset.Manifest.Classes.Count, images.SelectMany(i => i.Labels).DefaultIfEmpty(-1).Max() + 1))
            .Select(c => c < dataset.Manifest.Classes.Count ? dataset.Manifest.Classes[c] : FormattableString.Invariant($"{c}")),
    ];
}
