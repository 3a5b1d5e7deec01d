using VisEval.Harness.Datasets;
using VisEval.Harness.Results;

namespace VisEval.Harness.Evaluation;

/// <summary>Explains several images in one call before it is their turn, for methods for which a call is expensive whatever it is given: a
/// program that takes seconds to start. Asked by several threads at once.</summary>
/// <remarks>Which images share a call follows from the units of work alone, whatever is finished of them: an interrupted run that goes on
/// makes the same calls. Where a call fails each of its images is explained alone, so that the error is the image's own; after a call
/// that ran out of time all are.</remarks>
internal sealed class AheadOfTurn
{
    private readonly Workbench _bench;
    private readonly Explainer _explainer;
    private readonly Remaining _remaining;
    private readonly int _threads;
    private readonly Action<string> _announce;
    private readonly Dictionary<(string Source, string Image), SharedCall> _calls = [];
    private readonly Dictionary<string, IReadOnlyList<SharedCall>> _ofSource = [];
    private readonly HashSet<string> _alone = [];

    private AheadOfTurn(Workbench bench, Remaining remaining, int threads, Action<string> announce) =>
        (_bench, _explainer, _remaining, _threads, _announce) = (bench, new Explainer(bench), remaining, threads, announce);

    /// <summary>Divides units of work in calls.</summary>
    /// <param name="bench">The job.</param>
    /// <param name="remaining">What is left to do.</param>
    /// <param name="units">The units that will be done; looked through only where a call of a method is expensive.</param>
    /// <param name="sharing">The units among which images that share a call are chosen, in their order: these and perhaps
    /// others.</param>
    /// <param name="threads">Units done at once.</param>
    /// <param name="announce">Told of every call.</param>
    public static AheadOfTurn Of(
        Workbench bench, Remaining remaining, IEnumerable<WorkUnit> units, IEnumerable<WorkUnit> sharing, int threads,
        Action<string> announce)
    {
        var made = new AheadOfTurn(bench, remaining, threads, announce);
        foreach (var source in bench.Job.Sources.OfType<MethodSource>())
            if (source.MostAhead(bench.Job.Model.Input.Length) is > 1 and var most)
                made.Add(source, most, ImagesOf(source, sharing), [.. ImagesOf(source, units)]);
        return made;
    }

    /// <summary>The explanations of an image, one for each of its classes that can be explained; each is handed out once. Null where it is
    /// to be explained alone.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public IReadOnlyList<Explained>? Take(IExplanationSource source, DatasetImage image)
    {
        if (!_calls.TryGetValue((source.Key, image.Id), out var call))
            return null;
        if (call.Begin())
            Make((MethodSource)source, call);
        // While another thread makes it, this one makes the next ones instead of waiting.
        while (!call.IsMade && Next(source.Key, call) is { } next)
            Make((MethodSource)source, next);
        return call.Take(image.Id, _bench.Stop);
    }

    private static IEnumerable<string> ImagesOf(MethodSource source, IEnumerable<WorkUnit> units) =>
        units.Where(u => u.Methods.Contains(source.Key)).SelectMany(u => u.Images).Distinct();

    private void Add(MethodSource source, int most, IEnumerable<string> images, HashSet<string> asked)
    {
        List<SharedCall> calls =
        [
            .. images.Chunk(most).Where(c => c.Length > 1 && c.Any(asked.Contains)).Select((chunk, i) => new SharedCall(i, chunk)),
        ];
        _ofSource.Add(source.Key, calls);
        foreach (var call in calls)
            foreach (var image in call.Images)
                _calls.Add((source.Key, image), call);
    }

    // No more than the threads can do at once, so that few maps wait for their turn.
    private SharedCall? Next(string source, SharedCall call) => _ofSource[source].Skip(call.Place + 1).Take(_threads - 1)
        .FirstOrDefault(c => c.Images.Any(i => IsLeft(_bench.Source(source), _bench.Image(i))) && c.Begin());

    private bool IsLeft(IExplanationSource source, DatasetImage image) =>
        _remaining.Includes(source, image) || _remaining.IncludesShuffled(source, image);

    private void Make(MethodSource source, SharedCall call)
    {
        Dictionary<string, IReadOnlyList<Explained>>? made = null;
        try
        {
            if (IsAlone(source.Key))
                return;
            _announce($"{source.Key}, {call.Images.Count} images in one call");
            var loaded = call.Images.Select(_bench.Image)
                .Select(image => (image.Id, Subjects: ImageStage.Load(_bench, image, ExplanationKey.NoTarget).Subjects
                    .Select(s => s.Loaded).OfType<LoadedSubject>().ToList()))
                .Where(i => i.Subjects.Count > 0).ToList();
            var explained = _explainer.Together(source, [.. loaded.SelectMany(i => i.Subjects)]);
            if (explained.Error is ExternalFailureException { TookTooLong: true })
                BeAlone(source.Key);
            if (explained.Error is null)
            {
                var queue = new Queue<Explained>(explained.Value!);
                made = loaded.ToDictionary(i => i.Id, i => (IReadOnlyList<Explained>)[.. i.Subjects.Select(_ => queue.Dequeue())]);
            }
        }
        finally
        {
            // Whatever became of it: nobody must wait for ever.
            call.End(made);
        }
    }

    private bool IsAlone(string source)
    {
        lock (_alone)
            return _alone.Contains(source);
    }

    private void BeAlone(string source)
    {
        lock (_alone)
            _alone.Add(source);
    }
}
