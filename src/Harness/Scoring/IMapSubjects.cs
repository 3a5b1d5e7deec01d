using VisEval.Core;
using VisEval.Harness.Datasets;

namespace VisEval.Harness.Scoring;

/// <summary>What the maps of a file are about, in the order of the maps: classes in images. Asked by several threads at once.</summary>
public interface IMapSubjects
{
    /// <summary>What results call the images together.</summary>
    string Name { get; }

    /// <summary>The number of maps a file holds.</summary>
    int Count { get; }

    /// <summary>For people: what there is one map of.</summary>
    string Each { get; }

    /// <summary>How a picture becomes input, where that is known.</summary>
    Preprocessing? Preprocessing { get; }

    /// <summary>What results call the image of a map.</summary>
    string ImageOf(int index);

    /// <summary>The class a map is for; null for the model's top-1.</summary>
    int? TargetOf(int index);

    /// <summary>The seed of all draws on the image of a map.</summary>
    Seed SeedOf(Seed run, int index);

    /// <summary>The image of a map and what is known of it.</summary>
    /// <param name="index">The map's place in the file.</param>
    /// <param name="target">The class it is for.</param>
    MapSubject Load(int index, int target);
}

/// <summary>A class in an image.</summary>
/// <param name="Input">Normalised pixels, 1×C×H×W.</param>
/// <param name="Labels">The classes that are in the image, as far as is known.</param>
/// <param name="TruthOf">Where a class is, or null where nobody says.</param>
public sealed record MapSubject(Tensor Input, IReadOnlyList<int> Labels, Func<int, GroundTruth?> TruthOf);
