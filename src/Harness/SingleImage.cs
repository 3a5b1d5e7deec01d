using VisEval.Core;
using VisEval.Harness.Configuration;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Input;
using VisEval.Harness.Results;
using VisEval.Metrics;
using VisEval.Onnx.Models;

namespace VisEval.Harness;

/// <summary>Explains and scores one image on the path that every command takes.</summary>
internal sealed class SingleImage(
    IModel model, GivenImage image, Catalogues catalogues, long seed, ReferenceImages? references = null)
{
    private readonly EvaluationOptions _options = new(seed, Threads: 1);

    /// <summary>The heatmap of a source.</summary>
    public Heatmap Heatmap(IExplanationSource source, CancellationToken stop)
    {
        var outcome = new Outcome();
        Explanations.Make(Job(source, []), _options, outcome, new NoProgress(), stop);
        if (outcome.Image is not ImageOutcome.Loaded loaded)
            throw new InputException(Named(((ImageOutcome.Failed)outcome.Image!).Error));
        var (key, explained) = (outcome.Explanation!.Key, outcome.Explanation.Explained);
        var mapped = explained switch
        {
            Explained.Mapped map => map,
            Explained.NotApplicable lack => throw new NotApplicableException(lack.Why, lack.Message),
            Explained.Failed { Mistakes: { Count: > 0 } mistakes } => throw new InputException(mistakes),
            Explained.Failed failed => throw new InvalidOperationException($"{key.Method}: {failed.Error}"),
            _ => throw new InvalidOperationException($"{key.Method} gave nothing."),
        };
        return new Heatmap(key, mapped, () => image.WholePicture(loaded.Prepared), loaded.Prepared.Geometry);
    }

    /// <summary>The numbers of metrics; of one that pools many images its number over this one.</summary>
    public IReadOnlyList<Score> Scores(IExplanationSource source, IEnumerable<string> texts, CancellationToken stop)
    {
        var mistakes = new Mistakes();
        List<Unit<IMetric>> metrics =
            [.. texts.Select(t => mistakes.Try(() => catalogues.Metrics.Create(t), "metric ")).OfType<Unit<IMetric>>()];
        mistakes.ThrowIfAny();
        if (metrics.Count == 0)
            throw new InputException("At least one metric is needed.");
        var results = ScoringResults.Of(Job(source, metrics), _options, new NoProgress(), stop);
        if (results.Failures.FirstOrDefault(f => f.Metric.Length == 0) is { } failure)
            throw new InputException(failure.Error);
        var pooled = metrics.Where(m => m.Value is IPooledMetric).Select(m => m.Key).ToHashSet();
        var errors = results.Failures.ToLookup(f => f.Metric, f => f.Error);
        return
        [
            .. results.Scores.Where(s => s.Cell.IsPooled == pooled.Contains(s.Cell.Metric))
                .Select(s => new Score(s.Cell.Metric, s.Score, s.Value, s.State)
                {
                    Error = s.State == CellState.Failed ? errors[s.Cell.Metric].FirstOrDefault() : null,
                }),
        ];
    }

    // What reads pictures names them already.
    private string Named(string error) =>
        error.StartsWith($"{image.Images[0].Id}: ", StringComparison.Ordinal) ? error : $"{image.Images[0].Id}: {error}";

    private Job Job(IExplanationSource source, IReadOnlyList<Unit<IMetric>> metrics)
    {
        if (image.Target is { } target && (target < 0 || target >= model.ClassCount))
            throw new InputException($"class {target} is none of the network's {model.ClassCount}, 0 to {model.ClassCount - 1}.");
        return new Job("", model, image, [source], metrics) { References = references };
    }

    private sealed class Outcome : IOutcomeSink
    {
        public ImageOutcome? Image { get; private set; }

        public ExplanationOutcome? Explanation { get; private set; }

        public void Save(ImageOutcome outcome) => Image = outcome;

        public void Save(ExplanationOutcome outcome) => Explanation = outcome;

        public void Save(CostOutcome outcome) => throw new InvalidOperationException("A single heatmap has no cost.");
    }
}
