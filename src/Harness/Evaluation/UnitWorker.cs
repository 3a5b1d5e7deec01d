using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Results;
using VisEval.Metrics;

namespace VisEval.Harness.Evaluation;

/// <summary>Does a unit of work: reads and classifies its images, explains them with its methods, scores every explanation, and hands each
/// to a sink when it is complete. Called from several threads at once.</summary>
internal sealed class UnitWorker(
    Workbench bench, Remaining remaining, ImageCache images, AheadOfTurn ahead, IOutcomeSink sink, ProgressCounter progress)
{
    private readonly Explainer _explainer = new(bench);
    private readonly CellMaker _cells = new(bench);

    /// <summary>Does what is left of a unit.</summary>
    /// <exception cref="OperationCanceledException">It was stopped; every explanation that was complete is kept.</exception>
    public void Do(WorkUnit unit)
    {
        IReadOnlyList<DatasetImage> named = [.. unit.Images.Select(bench.Image)];
        foreach (var source in unit.Methods.Select(bench.Source))
        {
            bench.Stop.ThrowIfCancellationRequested();
            // What an image lends to another one is made again, even where its own numbers are there.
            var lends = named.Any(image => remaining.IncludesShuffled(source, image));
            List<IReadOnlyList<Mapped>> mapped =
            [
                .. named.Select(image => lends || remaining.Includes(source, image) ? Do(source, image, images.Get(image)) : []),
            ];
            if (lends)
                for (var i = 0; i < mapped.Count; i++)
                    Exchange(source, mapped[i], mapped[(i + 1) % mapped.Count]);
        }
    }

    private List<Mapped> Do(IExplanationSource source, DatasetImage named, LoadedImage image)
    {
        var loaded = image.Subjects.Select(s => s.Loaded).OfType<LoadedSubject>().ToList();
        var explained = new Queue<Explained>(
            ahead.Take(source, named) is { } made && made.Count == loaded.Count ? made : _explainer.Explain(source, loaded));
        List<Mapped> mapped =
        [
            .. image.Subjects.Select(s => new Mapped(s, s.Loaded is null ? new Explained.WithoutImage() : explained.Dequeue())),
        ];
        foreach (var (subject, outcome) in mapped.Where(m => remaining.Includes(source, m.Subject)))
            Save(
                source, subject, outcome, bench.Key(source, subject), remaining.Metrics(source, subject),
                subject.InGallery && source.Seed == SeedKey.First);
        return mapped;
    }

    // Every class of an image is scored with the map of the lender's class at the same place, or of its last one.
    private void Exchange(IExplanationSource source, IReadOnlyList<Mapped> borrowers, IReadOnlyList<Mapped> lenders)
    {
        foreach (var (place, borrower) in borrowers.Index())
        {
            var metrics = remaining.ShuffledMetrics(source, borrower.Subject).ToList();
            if (metrics.Count == 0)
                continue;
            var lent = borrower.Explained is Explained.WithoutImage || lenders.Count == 0
                ? new Explained.WithoutImage()
                : lenders[Math.Min(place, lenders.Count - 1)].Explained as Explained.Mapped ?? NoMap;
            Save(source, borrower.Subject, lent, bench.Key(source, borrower.Subject).Shuffled(), metrics, inGallery: false);
        }
    }

    // The lender's own outcome says what was wrong.
    private static readonly Explained NoMap = new Explained.NotApplicable(ShuffledKey.NoMap, "The other image has no map.");

    private void Save(
        IExplanationSource source, Subject subject, Explained explained, ExplanationKey key, IEnumerable<Unit<IMetric>> metrics,
        bool inGallery)
    {
        var (cells, work) = (new List<CellOutcome>(), _cells.Begin(subject, explained));
        try
        {
            foreach (var cell in _cells.Of(source, subject, key, explained, metrics, work))
                cells.Add(bench.Kept(cell));
        }
        catch (OperationCanceledException) when (bench.Stop.IsCancellationRequested)
        {
            // The cells that are complete are kept; the work ends below.
        }
        sink.Save(new ExplanationOutcome(key, explained, cells, inGallery)
        {
            Randomized = inGallery && work is not null ? work.Randomized : [],
        });
        // An explanation that no metric is asked of counts as one.
        if (bench.MetricsOf(source, subject.Image).Count == 0)
            progress.Report(1, Text(source, subject, explained));
        else
            progress.Report([.. cells.Select(c => c.Cell)], Text(source, subject, explained));
        bench.Stop.ThrowIfCancellationRequested();
    }

    private string Text(IExplanationSource source, Subject subject, Explained explained) => explained switch
    {
        Explained.NotApplicable => $"{bench.Name}: {source.Key} does not apply",
        Explained.Mapped => $"{bench.Name}: {source.Key}, image {subject.Image.Id}",
        _ => $"{bench.Name}: {source.Key}, image {subject.Image.Id} failed",
    };

    private sealed record Mapped(Subject Subject, Explained Explained);
}
