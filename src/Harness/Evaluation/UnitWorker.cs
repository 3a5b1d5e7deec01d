using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Results;
using VisEval.Metrics;

namespace VisEval.Harness.Evaluation;

/// <summary>Does a unit of work: reads and classifies its images, explains them with its methods, scores every explanation, and hands each
/// to a sink when it is complete. Called from several threads at once.</summary>
internal sealed class UnitWorker(Workbench bench, Remaining remaining, ImageCache images, IOutcomeSink sink, ProgressCounter progress)
{
    private readonly Explainer _explainer = new(bench);
    private readonly Scorer _scorer = new(bench);

    /// <summary>Does what is left of a unit.</summary>
    /// <exception cref="OperationCanceledException">It was stopped; every explanation that was complete is kept.</exception>
    public void Do(WorkUnit unit)
    {
        IReadOnlyList<DatasetImage> named = [.. unit.Images.Select(bench.Image)];
        foreach (var source in unit.Methods.Select(bench.Source))
        {
            bench.Stop.ThrowIfCancellationRequested();
            if (named.Any(image => remaining.Includes(source, image)))
                Do(source, images.Get(named));
        }
    }

    private void Do(IExplanationSource source, IReadOnlyList<LoadedImage> batch)
    {
        IReadOnlyList<Subject> subjects = [.. batch.SelectMany(image => image.Subjects)];
        if (!subjects.Any(subject => remaining.Includes(source, subject)))
            return;
        // The whole batch is explained even if only one cell is missing: the batch must be the one of an undisturbed run.
        var explained = new Queue<Explained>(_explainer.Explain(source, [.. subjects.Select(s => s.Loaded).OfType<LoadedSubject>()]));
        foreach (var subject in subjects)
        {
            var outcome = subject.Loaded is null ? new Explained.WithoutImage() : explained.Dequeue();
            if (remaining.Includes(source, subject))
                Save(source, subject, outcome);
        }
    }

    private void Save(IExplanationSource source, Subject subject, Explained explained)
    {
        var key = bench.Key(source, subject);
        var cells = new List<CellOutcome>();
        try
        {
            foreach (var cell in Cells(source, subject, key, explained))
                cells.Add(cell);
        }
        catch (OperationCanceledException) when (bench.Stop.IsCancellationRequested)
        {
            // The cells that are complete are kept; the work ends below.
        }
        sink.Save(new ExplanationOutcome(key, explained, cells, subject.InGallery));
        // An explanation that no metric is asked of counts as one.
        if (bench.MetricsOf(subject.Image).Count == 0)
            progress.Report(1, Text(source, subject, explained));
        else
            progress.Report([.. cells.Select(c => c.Cell)], Text(source, subject, explained));
        bench.Stop.ThrowIfCancellationRequested();
    }

    private IEnumerable<CellOutcome> Cells(IExplanationSource source, Subject subject, ExplanationKey key, Explained explained)
    {
        var work = explained is Explained.Mapped ? new SharedWork(bench.Job.Model, subject.Loaded!.Shared, bench.Stop) : null;
        foreach (var metric in remaining.Metrics(source, subject))
        {
            bench.Stop.ThrowIfCancellationRequested();
            var cell = key.Cell(metric.Key);
            yield return explained switch
            {
                Explained.Mapped mapped =>
                    _scorer.Score(metric, cell, new ScoredExplanation(subject.Loaded!, source, mapped.Attribution, mapped.Map, work!)),
                Explained.NotApplicable lack =>
                    new CellOutcome.NotApplicable(cell, MetricResult.Without(metric.Value, CellState.Undefined(lack.Why))),
                _ => new CellOutcome.Missing(cell, MetricResult.Without(metric.Value, CellState.Failed)),
            };
        }
    }

    private string Text(IExplanationSource source, Subject subject, Explained explained) => explained switch
    {
        Explained.NotApplicable => $"{bench.Name}: {source.Key} does not apply",
        Explained.Mapped => $"{bench.Name}: {source.Key}, image {subject.Image.Id}",
        _ => $"{bench.Name}: {source.Key}, image {subject.Image.Id} failed",
    };
}
