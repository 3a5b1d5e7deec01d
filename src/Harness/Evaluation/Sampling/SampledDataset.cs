using VisEval.Harness.Datasets;
using VisEval.Harness.Results;

namespace VisEval.Harness.Evaluation.Sampling;

/// <summary>One dataset of a run that goes through its images in a drawn order: how far it has come, and whether it goes on.</summary>
internal sealed class SampledDataset
{
    private readonly IReadOnlyList<IReadOnlyList<DatasetImage>> _groups;
    private readonly IReadOnlyList<int> _sizes;
    private readonly HashSet<int> _looks;
    private readonly LookAt? _look;
    private int _drawn;
    private int _images;
    private int _looked;
    private OrderVerdict? _verdict;

    /// <param name="jobs">The jobs on the dataset.</param>
    /// <param name="groups">Its images in the order in which they are drawn.</param>
    /// <param name="looks">The numbers of images at which is looked, ascending.</param>
    /// <param name="step">The number of images after which the clock is asked at the latest; 0 for looks only.</param>
    /// <param name="look">Looks at the sample; null for never.</param>
    public SampledDataset(
        IReadOnlyList<Job> jobs, IReadOnlyList<IReadOnlyList<DatasetImage>> groups, IReadOnlyList<int> looks, int step, LookAt? look)
    {
        Images = groups.Sum(g => g.Count);
        IReadOnlyList<string> order = [.. groups.SelectMany(g => g).Select(i => i.Id)];
        Jobs = [.. jobs.Select(job => job with { Order = order })];
        (_groups, _look, _looks) = (groups, look, look is null ? [] : [.. looks]);
        var clock = step == 0 ? [] : Enumerable.Range(1, Images / step).Select(i => i * step);
        _sizes = [.. _looks.Concat(clock).Append(Images).Distinct().Order()];
    }

    /// <summary>The jobs, which show the images that are drawn first.</summary>
    public IReadOnlyList<Job> Jobs { get; }

    /// <summary>All images.</summary>
    public int Images { get; }

    /// <summary>Why no more images are drawn; null while there are.</summary>
    public SampleEnd? Ended { get; private set; }

    /// <summary>Draws the images of the next round.</summary>
    public IReadOnlyList<IReadOnlyList<DatasetImage>> Draw()
    {
        var (first, size) = (_drawn, _sizes.First(s => s > _images));
        while (_images < size)
            _images += _groups[_drawn++].Count;
        return [.. _groups.Skip(first).Take(_drawn - first)];
    }

    /// <summary>After a round: looks, where a look is due.</summary>
    public void Finish()
    {
        // A round ends with a whole group, which may lie behind the size.
        var due = _images == Images ? 0 : _looks.Count(size => size <= _images) - _looked;
        if (due > 0)
        {
            _looked += due;
            _verdict = _look!([.. _groups.Take(_drawn).Select(g => (IReadOnlyList<string>)[.. g.Select(i => i.Id)])], _groups.Count);
        }
        Ended = _images == Images ? SampleEnd.All : due > 0 && _verdict is { IsStable: true } ? SampleEnd.Stable : null;
    }

    /// <summary>Draws no more.</summary>
    public void End(SampleEnd why) => Ended ??= why;

    /// <summary>What was drawn.</summary>
    public DatasetSample Sample() => new(
        Jobs[0].Images.Name, Images, Ended ?? SampleEnd.Time, _looks.Count, _looked,
        [.. _groups.Take(_drawn).SelectMany(g => g).Select(i => i.Id)])
    {
        Verdict = _verdict,
    };
}
