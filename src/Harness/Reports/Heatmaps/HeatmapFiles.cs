using VisEval.Core;
using VisEval.Harness.Input;
using VisEval.Harness.Results;

namespace VisEval.Harness.Reports.Heatmaps;

/// <summary>Writes explanations as files: arrays for programs, one a method; overlays for people, one an image and method. A method is
/// written when all its explanations are there, so that a file is never half full; nothing is written before every method has shown by
/// one explanation that its arguments are right.</summary>
/// <param name="layout">What is written, and how it is called.</param>
/// <param name="methods">The number of methods.</param>
/// <param name="count">The number of explanations by each method.</param>
internal sealed class HeatmapFiles(HeatmapLayout layout, int methods, int count) : IOutcomeSink
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ImageOutcome> _images = [];
    private readonly Dictionary<string, List<ExplanationOutcome>> _explained = [];
    private readonly Dictionary<string, HeatmapResult> _results = [];
    private readonly EqualMaps _equal = new();

    // Sentences about wrong arguments that methods found.
    private List<string> Mistakes
    {
        get
        {
            lock (_gate)
                return [.. _explained.Values.SelectMany(m => m)
                    .Select(o => o.Explained).OfType<Explained.Failed>()
                    .SelectMany(f => f.Mistakes).Distinct()];
        }
    }

    /// <summary>What became of the images.</summary>
    public IReadOnlyDictionary<string, ImageOutcome> Images => _images;

    /// <summary>What was written and what was not, by key of the method.</summary>
    public IReadOnlyDictionary<string, HeatmapResult> Results => _results;

    /// <summary>Groups of methods whose maps of all images are equal up to a factor and rounding.</summary>
    /// <param name="order">The keys of the methods, in order.</param>
    public IReadOnlyList<IReadOnlyList<string>> Equal(IEnumerable<string> order)
    {
        lock (_gate)
            return _equal.Groups(order);
    }

    /// <summary>The work was stopped: the methods that are complete are written.</summary>
    /// <exception cref="InputException">Arguments were wrong; nothing is written.</exception>
    public void Stopped() => WriteComplete();

    /// <inheritdoc/>
    public void Save(ImageOutcome outcome)
    {
        lock (_gate)
            _images[outcome.Image.Id] = outcome;
    }

    /// <inheritdoc/>
    /// <exception cref="InputException">Arguments were wrong; nothing is written.</exception>
    public void Save(ExplanationOutcome outcome)
    {
        bool allSeen;
        lock (_gate)
        {
            if (!_explained.TryGetValue(outcome.Key.Method, out var outcomes))
                _explained[outcome.Key.Method] = outcomes = [];
            outcomes.Add(outcome);
            allSeen = _explained.Count == methods;
        }
        if (allSeen)
            WriteComplete();
    }

    /// <inheritdoc/>
    public void Save(CostOutcome outcome) => throw new InvalidOperationException("Heat maps have no cost.");

    private void WriteComplete()
    {
        if (Mistakes is { Count: > 0 } mistakes)
            throw new InputException(mistakes);
        List<(string Method, List<ExplanationOutcome> Outcomes)> complete;
        lock (_gate)
        {
            complete = [.. _explained.Where(m => m.Value.Count == count).Select(m => (m.Key, m.Value))];
            // The maps of a method that is written are not needed again.
            foreach (var (method, _) in complete)
                _explained[method] = [];
        }
        foreach (var (method, outcomes) in complete)
        {
            List<ExplanationOutcome> ordered = [.. outcomes.OrderBy(o => layout.Place(o.Key))];
            var result = Error(ordered) is { } error ? new HeatmapResult([], [], error) : Write(method, ordered);
            lock (_gate)
            {
                _results[method] = result;
                if (result.Error is null)
                    _equal.Add(method, ordered.Select(o => ((Explained.Mapped)o.Explained).Map));
            }
        }
    }

    private HeatmapResult Write(string method, List<ExplanationOutcome> outcomes)
    {
        Directory.CreateDirectory(layout.Folder);
        List<(ExplanationKey Key, Explained.Mapped Explained)> maps = [.. outcomes.Select(o => (o.Key, (Explained.Mapped)o.Explained))];
        var files = new List<string>();
        if (layout.Arrays)
        {
            files.Add(layout.ArrayFile(method));
            var stack = Tensor.Stack([.. maps.Select(m => layout.Raw ? m.Explained.Attribution.Values : Scaled(m.Explained.Map))]);
            AtomicFile.Write(files[0], stream => NpyFile.Write(stream, stack));
            if (layout.Lists)
                AtomicFile.Write(MapList.Of(files[0]), MapList.Text(maps.Select(m => (m.Key.Image, m.Key.Target))));
        }
        if (layout.Overlays)
            files.AddRange(maps.Select(m => WriteOverlay(m.Key, m.Explained.Map)));
        var told = maps.Where(m => !m.Explained.Map.State.IsOk || m.Explained.Remark is not null);
        return new HeatmapResult(files, [.. told.Select(m => Remark(m.Key, m.Explained))], null);
    }

    private string WriteOverlay(ExplanationKey key, SaliencyMap map)
    {
        var file = layout.OverlayFile(key);
        var prepared = ((ImageOutcome.Loaded)_images[key.Image]).Prepared;
        var picture = layout.Picture(prepared);
        AtomicFile.Write(file, stream => HeatmapPicture.Write(stream, picture, map, prepared.Geometry));
        return file;
    }

    private string Remark(ExplanationKey key, Explained.Mapped explained)
    {
        var state = explained.Map.State.IsOk ? null : $"the map is {explained.Map.State}";
        return $"{key.Method} on {layout.ImageName(key.Image)}, class {key.Target}: "
            + $"{string.Join(": ", new[] { state, explained.Remark }.OfType<string>())}.";
    }

    private static string? Error(IEnumerable<ExplanationOutcome> outcomes) => outcomes.Select(o => o.Explained switch
    {
        Explained.Failed failed => $"{o.Key.Method} failed: {failed.Error}",
        Explained.NotApplicable lack => $"{o.Key.Method} does not apply: {lack.Message}",
        Explained.WithoutImage => $"{o.Key.Method} has no image {o.Key.Image} to explain.",
        _ => null,
    }).FirstOrDefault(error => error is not null);

    /// <summary>The map divided by its largest absolute value: −1…1, with zero and the signs kept, so that no metric's verdict
    /// changes.</summary>
    private static Tensor Scaled(SaliencyMap map)
    {
        var largest = map.Values.Max(Math.Abs);
        return new Tensor(
            largest > 0 && float.IsFinite(largest) ? [.. map.Values.Select(v => v / largest)] : map.Values, map.Height, map.Width);
    }
}

/// <summary>What became of the files of one method.</summary>
/// <param name="Files">The paths written, in order.</param>
/// <param name="Remarks">Sentences about maps that are constant or not finite, or have not converged.</param>
/// <param name="Error">Why nothing was written, a sentence; null where something was.</param>
internal sealed record HeatmapResult(IReadOnlyList<string> Files, IReadOnlyList<string> Remarks, string? Error);
