using VisEval.Core;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Representation.Contracts;

/// <summary>What is analysed: layers of networks, on images.</summary>
/// <param name="Networks">The networks with their layers.</param>
/// <param name="Images">The images of the dataset, in its order; an image is named by its place here.</param>
/// <param name="Classes">The names of the classes.</param>
/// <param name="Concepts">What images show beside their class: by the dataset, and by folders of examples.</param>
/// <param name="Seed">Where all draws start.</param>
public sealed record Study(
    IReadOnlyList<StudiedNetwork> Networks, IReadOnlyList<StudiedImage> Images, IReadOnlyList<string> Classes,
    IReadOnlyList<Concept> Concepts, Seed Seed)
{
    /// <summary>Threads, at least 1; they change no number.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Ends the work.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>Every layer of every network.</summary>
    public IEnumerable<StudiedLayer> Layers => Networks.SelectMany(n => n.Layers.Select(l => new StudiedLayer(n, l)));

    /// <summary>The images of the dataset in the order of their content: what draws start from, so that the dataset's own order changes no
    /// number.</summary>
    internal IReadOnlyList<int> ByContent =>
    [
        .. Images.Index().OrderBy(i => i.Item.Content, StringComparer.Ordinal).ThenBy(i => i.Item.Id, StringComparer.Ordinal)
            .Select(i => i.Index),
    ];

    /// <summary>Some images in that order; examples behind those of the dataset, as they are numbered.</summary>
    internal IReadOnlyList<int> InOrderOfContent(IEnumerable<int> images)
    {
        var chosen = images.ToHashSet();
        return [.. ByContent.Where(chosen.Contains), .. chosen.Where(i => i >= Images.Count).Order()];
    }

    /// <summary>What loops over independent parts are held to.</summary>
    internal ParallelOptions Parallel => new() { MaxDegreeOfParallelism = Threads, CancellationToken = Stop };
}

/// <summary>An image of the dataset.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Labels">The classes it shows, the first one for single-label use.</param>
public sealed record StudiedImage(string Id, IReadOnlyList<int> Labels)
{
    /// <summary>What tells its content from others, such as a hash: the same for copies of an image.</summary>
    public string Content { get; init; } = Id;
}

/// <summary>A network and its layers.</summary>
/// <param name="Name">Its name in results.</param>
/// <param name="Model">The network.</param>
/// <param name="Layers">Tensors.</param>
/// <param name="Load">The input of an image, 1×C×H×W normalised: of the dataset by its place, of an example behind these.</param>
/// <param name="Masks">Where the concepts with pixels are in an image of the dataset, at the input's size; those it does not show are
/// left out.</param>
public sealed record StudiedNetwork(
    string Name, IModel Model, IReadOnlyList<string> Layers, Func<int, Tensor> Load, Func<int, IReadOnlyList<ConceptMask>> Masks);

/// <summary>A layer of a network.</summary>
/// <param name="Network">The network.</param>
/// <param name="Tensor">The layer.</param>
public sealed record StudiedLayer(StudiedNetwork Network, string Tensor)
{
    /// <summary>The number of values an image has there.</summary>
    public int Length => Network.Model.Network.ShapeOf(Tensor).Aggregate(1, (a, b) => checked(a * b));
}
