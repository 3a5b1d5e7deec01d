using VisEval.Harness.Results;

namespace VisEval.Harness.Evaluation;

/// <summary>Counts the cells of units of work as <see cref="Job.CellCount"/> does those of a job.</summary>
/// <param name="job">The job.</param>
internal sealed class UnitCells(Job job)
{
    private readonly Dictionary<string, IExplanationSource> _sources = job.Sources.ToDictionary(s => s.Key);
    private readonly Dictionary<string, int> _places = job.Images.Images.Index().ToDictionary(i => i.Item.Id, i => i.Index);
    private readonly Dictionary<(int Place, bool IsFirst, bool IsShuffled), int> _counted = [];

    /// <summary>The cells of some units.</summary>
    public int Of(IEnumerable<WorkUnit> units) =>
        units.Sum(unit => unit.Methods.Sum(method => unit.Images.Sum(image => Of(_sources[method], _places[image]))));

    // Every method has as many on an image, but for its kind.
    private int Of(IExplanationSource source, int place)
    {
        var key = (place, source.Seed == SeedKey.First, Job.IsShuffled(source));
        if (!_counted.TryGetValue(key, out var count))
            _counted[key] = count = job.CellsOf(source, place);
        return count;
    }
}
