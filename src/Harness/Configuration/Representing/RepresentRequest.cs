using VisEval.Core;
using VisEval.Harness.Configuration.Explaining;
using VisEval.Harness.Datasets.Opening;
using VisEval.Harness.Input;
using VisEval.Methods.Representation.Contracts;
using VisEval.Onnx.Loading;

namespace VisEval.Harness.Configuration.Representing;

/// <summary>What <c>represent</c> was asked for.</summary>
/// <param name="Models">Names of models of the dataset, folders or .onnx files.</param>
/// <param name="Dataset">A name under datasets/, a dataset.json, or a folder or file of a known layout.</param>
/// <param name="Layers">Tensors, words for them, or MODEL:TENSOR.</param>
/// <param name="Analyses">The analyses.</param>
/// <param name="Concepts">Names or categories of concepts of the dataset, or NAME=DIR.</param>
/// <param name="Out">Full path of the folder for the results.</param>
/// <param name="BaseDirectory">Where relative paths start.</param>
public sealed record RepresentRequest(
    IReadOnlyList<string> Models, string Dataset, IReadOnlyList<string> Layers, IReadOnlyList<NamedAnalysis> Analyses,
    IReadOnlyList<string> Concepts, string Out, string BaseDirectory)
{
    /// <summary>The dataset's first images only; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>The seed of every draw.</summary>
    public long Seed { get; init; } = Settings.DefaultSeed;

    /// <summary>Images worked on at once; changes no number.</summary>
    public int Threads { get; init; } = Settings.DefaultThreads;

    /// <summary>The memory budget of the engine.</summary>
    public int MemoryMegabytes { get; init; } = Settings.DefaultMemory;

    /// <summary>What the user says of a dataset without a dataset.json, and which images are taken.</summary>
    public DatasetOptions Reading { get; init; } = DatasetOptions.None;

    /// <summary>What the models' files leave open.</summary>
    public NetworkChoices Network { get; init; } = NetworkChoices.None;

    /// <summary>A file that says how a picture becomes input; null for what stands beside the model or in the dataset.</summary>
    public string? Preprocessing { get; init; }
}

/// <summary>An analysis, and what the names of its files begin with.</summary>
/// <param name="Unit">The analysis.</param>
/// <param name="FileName">Its name, with its options where the name occurs twice.</param>
public sealed record NamedAnalysis(Unit<IRepresentationAnalysis> Unit, string FileName)
{
    /// <summary>Looks analyses up and names their files.</summary>
    /// <exception cref="InputException">Every unit that does not exist or is asked for twice.</exception>
    public static IReadOnlyList<NamedAnalysis> Of(IReadOnlyList<string> texts, Catalogue<IRepresentationAnalysis> catalogue)
    {
        var mistakes = new Mistakes();
        List<Unit<IRepresentationAnalysis>> units =
        [
            .. AllUnits.Expand(texts, catalogue.Entries).Select(text => mistakes.Try(() => catalogue.Create(text)))
                .OfType<Unit<IRepresentationAnalysis>>(),
        ];
        foreach (var twice in units.GroupBy(u => u.Identity).Where(g => g.Count() > 1))
            mistakes.Add($"--analysis {twice.Key} is asked for twice; ask once, or with other options.");
        mistakes.ThrowIfAny();
        var repeated = units.CountBy(u => u.Name).Where(n => n.Value > 1).Select(n => n.Key).ToHashSet();
        string FileOf(Unit<IRepresentationAnalysis> unit) =>
            repeated.Contains(unit.Name) ? unit.Key.Replace(":", "__", StringComparison.Ordinal) : unit.Name;
        return [.. units.Select(u => new NamedAnalysis(u, ResultNames.Safe(FileOf(u))))];
    }
}
