using VisEval.Core;
using VisEval.Methods.Representation.Contracts;
using VisEval.Methods.Representation.Shared;

namespace VisEval.Methods.Representation;

/// <summary>What tests with concept directions share.</summary>
/// <remarks>Every run draws <c>examples</c> concept images at most and as many others, and keeps a third out for the accuracy. Random
/// concepts are sets of as many images drawn from the dataset, treated alike.</remarks>
/// <param name="Runs">Directions of each concept.</param>
/// <param name="RandomConcepts">Sets of random images to compare with.</param>
/// <param name="Examples">Images on each side at most.</param>
/// <param name="Relative">Whether the others show another concept of the category.</param>
/// <param name="Score">Which score of the class.</param>
/// <param name="Class">Classes, joined by +; null for all.</param>
[OptionGroup]
internal sealed record ConceptSensitivity(
    [InRange(2, 100000)][About("Directions of each concept, each from other draws.")] int Runs = 30,
    [InRange(2, 100000)][About("Sets of random images that concepts are compared with.")] int RandomConcepts = 50,
    [InRange(ConceptSensitivity.LeastImages, 100000)]
    [About("Images of the concept in a run at most, and as many others.")]
    int Examples = 50,
    [About("Whether the others show another concept of the same category, as in relative TCAV; else any images without the concept.")]
    bool Relative = false,
    [About("Whose derivative: logit or probability. The authors' code takes that of a loss, which can have another sign.")]
    ClassScore Score = ClassScore.Logit,
    [About("Classes, names or numbers, joined by +; by default all that images are labelled with.")] string? Class = null)
{
    /// <summary>The fewest images on each side.</summary>
    public const int LeastImages = 10;

    /// <summary>Why the analysis cannot be done.</summary>
    internal IEnumerable<string> Objections(string name, Study study)
    {
        foreach (var text in Names().Where(t => ClassOf(study, t) < 0))
            yield return $"{name}: class '{text}' is none of the dataset's. {Suggestions.Sentence(text, study.Classes)}";
        foreach (var concept in study.Concepts.Where(c => c.IsNamed && c.Images.Count < LeastImages))
            yield return $"{name}: concept '{concept.Name}' has {Counted.Of(concept.Images.Count, "image")}; at least {LeastImages} are "
                + $"needed{(concept.Category == "colour" ? ", and of a colour it is known only which pixels have it" : "")}.";
        if (study.Images.Count < 2 * LeastImages)
            yield return $"{name} needs at least {2 * LeastImages} images of the dataset; {Counted.There(study.Images.Count)}.";
        else if (!study.Concepts.Any(c => ConceptSets.Of(this, study, c) is not null))
            yield return $"{name}: no concept has {LeastImages} images with it and as many without. Name a folder of pictures with "
                + "--concept NAME=DIR, or take more images.";
        if (study.Images.All(i => i.Labels.Count == 0))
            yield return $"{name} asks about images of a class, and no image has a label. Use a dataset with labels.";
        // The scalar products are made from the rows of all images.
        foreach (var objection in study.Layers.Select(l => LayerRows.Objection(l, LayerFeatures.All, Everything(study))).OfType<string>())
            yield return $"{name}: {objection}";
    }

    /// <summary>Every image and example once, and every image of a class once more, with its derivative.</summary>
    internal (double Forwards, double Backwards) Passes(Study study)
    {
        double derived = study.Networks.Sum(n => n.Layers.Count * ClassesOf(study, n.Model.ClassCount)
            .Sum(c => study.Images.Count(i => i.Labels.Contains(c))));
        return ((double)Everything(study) * study.Layers.Count() + derived, derived);
    }

    /// <summary>Tests every class with every concept at every layer.</summary>
    internal Findings Analyse(string name, Study study, FitDirection fit)
    {
        var layers = study.Layers.Select(l => TestedLayer.Of(name, study, l, this, fit)).ToList();
        return new Findings(
            [
                new FindingTable(TestedLayer.ScoreTable, "A class and a concept, at a layer.", TestedLayer.ScoreColumns,
                    [.. layers.SelectMany(l => l.Scores)]),
                new FindingTable("directions", "A concept, at a layer.", TestedLayer.DirectionColumns,
                    [.. layers.SelectMany(l => l.Directions)]),
            ],
            [.. layers.SelectMany((l, i) => l.PicturesBelow(layers.Take(i).Sum(above => above.Scores.Count)))]);
    }

    /// <summary>The classes to ask about, those that have images.</summary>
    internal IReadOnlyList<int> ClassesOf(Study study, int most)
    {
        var labelled = study.Images.SelectMany(i => i.Labels).Distinct().Where(c => c < most).Order();
        return Class is null ? [.. labelled] : [.. Names().Select(t => ClassOf(study, t)).Distinct().Intersect(labelled)];
    }

    /// <summary>The images of the dataset and all examples.</summary>
    internal static int Everything(Study study) =>
        study.Concepts.SelectMany(c => c.Images).Append(study.Images.Count - 1).Max() + 1;

    private string[] Names() => Class?.Split('+', StringSplitOptions.TrimEntries) ?? [];

    private static int ClassOf(Study study, string text)
    {
        var named = study.Classes.Index().Where(c => c.Item == text).Select(c => c.Index).DefaultIfEmpty(-1).First();
        return named >= 0 ? named : int.TryParse(text, out var number) && number >= 0 && number < study.Classes.Count ? number : -1;
    }
}
