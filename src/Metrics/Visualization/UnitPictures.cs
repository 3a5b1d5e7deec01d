using VisEval.Core;

namespace VisEval.Metrics.Visualization;

/// <summary>What a visualizer made of a unit.</summary>
/// <param name="Unit">The name of the unit.</param>
/// <param name="Class">The class it is, in the order of the dataset; null where it is none.</param>
/// <param name="Pictures">Its pictures, one for every seed where it draws random numbers; empty where it failed.</param>
public sealed record UnitPictures(string Unit, int? Class, IReadOnlyList<MadePicture> Pictures)
{
    /// <summary>Whether there are pictures, and the network can be shown all of them.</summary>
    public bool AreInputs => Pictures.Count > 0 && Pictures.All(p => p.IsInput);

    /// <summary>All pictures in one batch.</summary>
    public Tensor Batch => Tensor.Stack([.. Pictures.Select(p => p.Values)]);

    /// <summary>Why they have no numbers; ok where they may have.</summary>
    public CellState State => Pictures.Count == 0 ? CellState.Failed : AreInputs ? CellState.Ok : CellState.Undefined("not-an-input");
}

/// <summary>A picture as a file keeps it.</summary>
/// <param name="Values">C×H×W, values k/255.</param>
/// <param name="IsInput">Whether it is of the size of the network's input and meant to be shown to it.</param>
/// <param name="Cost">What it took.</param>
/// <param name="Source">The name of the natural picture that it is, or was made of; null for none.</param>
public sealed record MadePicture(Tensor Values, bool IsInput, ExplanationCost Cost, string? Source = null);

/// <summary>Pictures of the kind that a network was made for.</summary>
/// <param name="Names">Their names.</param>
/// <param name="Labels">The classes in each.</param>
/// <param name="Picture">The picture of an index, C×H×W, values k/255.</param>
public sealed record NaturalPictures(
    IReadOnlyList<string> Names, IReadOnlyList<IReadOnlyList<int>> Labels, Func<int, Tensor> Picture)
{
    /// <summary>No pictures.</summary>
    public static NaturalPictures None { get; } =
        new([], [], _ => throw new InvalidOperationException("There is no natural picture."));

    /// <summary>How many.</summary>
    public int Count => Names.Count;

    /// <summary>Pictures in one batch, N×C×H×W.</summary>
    public Tensor Batch(IReadOnlyList<int> indices) => Tensor.Stack([.. indices.Select(Picture)]);

    /// <summary>What tells the content of a picture from that of others: the same for copies; by default its name.</summary>
    public Func<int, string> Content { get; init; } = i => Names[i];

    /// <summary>Some of the pictures in an order of a seed's; fewer of one seed are the first ones of more. The order depends on the
    /// seed and on what the pictures show, not on how they are listed.</summary>
    /// <param name="among">The indices to choose from.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="seed">The seed.</param>
    public IReadOnlyList<int> Some(IEnumerable<int> among, int count, Seed seed) =>
    [
        .. among.Select(i => (Index: i, Content: Content(i))).OrderBy(p => seed.For(p.Content).Value)
            .ThenBy(p => p.Content, StringComparer.Ordinal).ThenBy(p => Names[p.Index], StringComparer.Ordinal)
            .Take(count).Select(p => p.Index),
    ];
}
