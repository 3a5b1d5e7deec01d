using VisEval.Core;
using VisEval.Methods.Representation.Contracts;
using VisEval.Methods.Representation.Shared;

namespace VisEval.Methods.Representation;

/// <summary>Directions of sets of random images, each set treated as a concept.</summary>
/// <param name="Runs">By set its runs.</param>
internal sealed record RandomConcepts(IReadOnlyList<IReadOnlyList<ConceptRun>> Runs)
{
    /// <summary>Mean accuracy over all runs; null where one has no direction.</summary>
    public double? Accuracy { get; } = Runs.All(set => set.All(r => r.Accuracy is not null))
        ? Runs.Average(set => set.Average(r => r.Accuracy!.Value))
        : null;

    /// <summary>By set the scores of a class along its directions.</summary>
    public IReadOnlyList<double[]> Scores(ClassDerivatives of) =>
        [.. Runs.Select(set => set.Select(r => of.Rises(r.Direction).Average()).ToArray())];

    /// <summary>Draws the sets and makes their directions.</summary>
    public static RandomConcepts Of(Study study, ConceptSensitivity settings, ConceptRuns runs, int size, Seed seed)
    {
        var (found, images) = (new ConceptRun[settings.RandomConcepts][], study.ByContent);
        Parallel.For(0, found.Length, study.Parallel, b =>
        {
            int[] order = [.. images];
            seed.For(size).For(b).Random().Shuffle<int>(order);
            found[b] =
            [
                .. Enumerable.Range(0, settings.Runs)
                    .Select(r => runs.Run(order[..size], order[size..], size, seed.For(size).For(b).For(r))),
            ];
        });
        return new RandomConcepts(found);
    }
}
