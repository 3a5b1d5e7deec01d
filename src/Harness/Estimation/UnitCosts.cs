using VisEval.Core;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Results;
using VisEval.Metrics;

namespace VisEval.Harness.Estimation;

/// <summary>What a unit of work asks of its network.</summary>
/// <param name="Passes">Images run through the network.</param>
/// <param name="Cells">The cells, counted as <see cref="Job.CellCount"/> does.</param>
internal readonly record struct UnitCost(Passes Passes, int Cells)
{
    /// <summary>Both together.</summary>
    public static UnitCost operator +(UnitCost a, UnitCost b) => new(a.Passes + b.Passes, a.Cells + b.Cells);

    /// <summary>The same several times.</summary>
    public static UnitCost operator *(int times, UnitCost a) => new(times * a.Passes, times * a.Cells);
}

/// <summary>What the units of work of a job ask of its network: what methods and metrics declare, nothing that is measured.</summary>
internal sealed class UnitCosts
{
    private readonly Job _job;
    private readonly Dictionary<string, Source> _sources;
    private readonly Dictionary<string, int> _places;
    private readonly Dictionary<string, EvaluationWork> _metrics;
    private readonly int[] _bounds;
    private readonly Dictionary<(string Source, int Segment), UnitCost> _known = [];

    /// <summary>Looks up what methods and metrics declare.</summary>
    public UnitCosts(Job job, IUnitWork work)
    {
        _job = job;
        _places = job.Images.Images.Index().ToDictionary(i => i.Item.Id, i => i.Index);
        _metrics = job.Metrics.ToDictionary(m => m.Key, m => work.Of(m.Value, job.Model).Among(job.Sources.Count));
        _sources = job.Sources.ToDictionary(
            s => s.Key, s => new Source(
                s, s.Method is not { } m ? default(Passes) : work.Of(m.Value, job.Model, job.References?.Count ?? 0)?.Passes));
        // Between two of these every image is asked the same metrics.
        _bounds = [.. job.MetricImages.Values.Distinct().Order()];
    }

    /// <summary>The passes of one explanation; null where the method does not apply to the network.</summary>
    public Passes? Explanation(string source) => _sources[source].Explanation;

    /// <summary>The cost of a unit.</summary>
    public UnitCost Of(WorkUnit unit)
    {
        var sum = default(UnitCost);
        foreach (var image in unit.Images)
            foreach (var method in unit.Methods)
                sum += Of(method, _places[image]);
        return sum;
    }

    /// <summary>The cost of one source on the image at a place.</summary>
    public UnitCost Of(string source, int place)
    {
        var key = (source, _bounds.Count(b => b <= place));
        if (!_known.TryGetValue(key, out var one))
            _known[key] = one = OfTarget(_sources[source], place);
        return _job.Images.Targets(_job.Images.Images[place], ExplanationKey.NoTarget).Count * one;
    }

    /// <summary>The metric that asks most of the network of one explanation of the image at a place, with what it asks; null where none
    /// asks anything.</summary>
    public (string Metric, Passes Passes)? Costliest(string source, int place) => _sources[source] is { Explanation: { } one } found
        ? _job.MetricsOf(found.Of, place).Select(m => ((string Metric, Passes Passes)?)(m.Key, _metrics[m.Key].With(one)))
            .Where(m => m!.Value.Passes.Forwards > 0).MaxBy(m => m!.Value.Passes.Forwards + m.Value.Passes.Backwards)
        : null;

    private UnitCost OfTarget(Source source, int place)
    {
        var own = _job.MetricsOf(source.Of, place).ToList();
        List<Unit<IMetric>> lent = Job.IsShuffled(source.Of) ? [.. _job.ShuffledMetricsOf(place)] : [];
        var cells = Math.Max(source.Of.Seed == SeedKey.First ? 1 : 0, own.Count) + lent.Count;
        return source.Explanation is not { } explanation
            ? new UnitCost(default, cells)
            : new UnitCost(explanation + Scoring(own, explanation) + Scoring(lent, default), cells);
    }

    // Of metrics that share their work the largest does it for all.
    private Passes Scoring(IEnumerable<Unit<IMetric>> metrics, Passes explanation) => metrics.Select(m => (m.Key, Work: _metrics[m.Key]))
        .GroupBy(m => m.Work.Group.Length == 0 ? (m.Key, "") : ("", m.Work.Group))
        .Select(g => g.MaxBy(m => m.Work.Forwards + m.Work.Explanations).Work.With(explanation))
        .Aggregate(default(Passes), (a, b) => a + b);

    private sealed record Source(IExplanationSource Of, Passes? Explanation);
}
