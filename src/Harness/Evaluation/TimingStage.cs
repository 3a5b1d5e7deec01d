using VisEval.Core;
using VisEval.Harness.Results;

namespace VisEval.Harness.Evaluation;

/// <summary>Measures what one explanation by each method costs: on the first image that can be read, for its first class, one method after
/// the other while nothing else runs.</summary>
/// <remarks>A method is measured once, and again up to five times while it has taken less than a tenth of a second in all. Models are warm:
/// costs are measured after the scores; where a run is resumed and nothing was explained, one explanation warms up.</remarks>
internal sealed class TimingStage(Workbench bench, CostMeter meter)
{
    private const int Repetitions = 5;
    private static readonly TimeSpan Enough = TimeSpan.FromMilliseconds(100);

    /// <summary>Measures methods one after the other.</summary>
    /// <param name="sources">The methods.</param>
    /// <param name="announce">Told what is measured next.</param>
    public IEnumerable<CostOutcome> Measure(IReadOnlyList<IExplanationSource> sources, Action<string> announce)
    {
        if (sources.Count == 0 || FirstSubject() is not { } subject)
            yield break;
        foreach (var source in sources)
        {
            bench.Stop.ThrowIfCancellationRequested();
            announce($"timing {source.Key}");
            var key = bench.Key(source, subject);
            var attempt = Attempt.One(() => Measure(key, source, subject.Loaded!), bench.Stop, source.Key);
            // A method that does not apply to the network has no cost, and that is no failure.
            if (attempt.Error is not NotApplicableException)
                yield return new CostOutcome(key, attempt.Value ?? [], attempt.Error is { } error ? Recoverable.Message(error) : null);
        }
    }

    private List<TimingRow> Measure(ExplanationKey key, IExplanationSource source, LoadedSubject subject)
    {
        if (bench.Warm.TryAdd(source.Key, true))
            source.Explain(bench.Model, [subject]);
        var rows = new List<TimingRow>();
        var spent = TimeSpan.Zero;
        while (rows.Count == 0 || (rows.Count < Repetitions && spent < Enough))
        {
            bench.Stop.ThrowIfCancellationRequested();
            var model = new CountingModel(bench.Job.Model, bench.Stop);
            var cost = meter.Measure(() => source.Explain(model, [subject]));
            spent += cost.Elapsed;
            rows.Add(new TimingRow(
                key.Dataset, key.Model, key.Method, rows.Count, cost.Elapsed.TotalMilliseconds, model.Forwards, model.Backwards,
                cost.PeakBytes / 1e6));
        }
        return rows;
    }

    // An image that cannot be read is passed over here; its failure is recorded where it is scored.
    private Subject? FirstSubject() => bench.Job.Images.Images
        .Select(image => ImageStage.Load(bench, image, ExplanationKey.NoTarget).Subjects.FirstOrDefault(s => s.Loaded is not null))
        .FirstOrDefault(subject => subject is not null);
}
